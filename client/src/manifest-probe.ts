/**
 * A cheap look at a text: can it concern Podreach at all? Decides when the server is worth starting.
 * Knows no YAML: a wrong yes costs some memory, a wrong no costs the feature, so it leans to yes.
 */

/** Characters looked at; what large generated files are about stands at their beginning. */
const PROBE_LENGTH = 512 * 1024;

const KINDS = [
  '[A-Za-z]*NetworkPolicy',
  'Pod',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Job',
  'CronJob',
  'Service',
  'Namespace',
].join('|');

// Written so that no part can match the same characters in two ways: linear on hostile input.
const YAML_KIND = new RegExp(`^[ \\t]*(?:-[ \\t]+)*["']?kind["']?[ \\t]*:[ \\t]*["']?(?:${KINDS})\\b`, 'm');
const JSON_KIND = new RegExp(`"kind"\\s*:\\s*"(?:${KINDS})"`);

/** Whether the text names a kind that policies, or questions about them, are made of. */
export function mentionsManifest(text: string): boolean {
  const head = text.slice(0, PROBE_LENGTH);
  return head.includes('apiVersion') && (YAML_KIND.test(head) || JSON_KIND.test(head));
}
