/** What helps to write a policy: what exists is offered, and policies are rewritten. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './eventually';
import { closeEditors, placeOf } from './examples';

const CLUSTER = `apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {team: store}}
---
apiVersion: v1
kind: Pod
metadata: {name: cart, namespace: shop, labels: {app: cart, tier: api}}
spec: {containers: [{name: main, ports: [{name: http, containerPort: 9000}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {selector: {app: cart}, ports: [{port: 80, targetPort: http}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web, tier: web}}
---
`;

/** A document of its own, which is a cluster of its own: a policy for the cart, with these rules. */
async function openPolicy(rules: string, apiVersion = 'networking.k8s.io/v1'): Promise<vscode.TextDocument> {
  const content = `${CLUSTER}apiVersion: ${apiVersion}
kind: NetworkPolicy
metadata: {name: cart, namespace: shop}
spec:
  podSelector: {matchLabels: {app: cart}}
${rules}
`;
  return open(content);
}

async function open(content: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language: 'yaml', content });
  await vscode.window.showTextDocument(document);
  return document;
}

/** What is offered at `|`, each with how many have it, once something is. */
function offered(rules: string): Promise<readonly string[]> {
  return eventually(
    async () => {
      const document = await openPolicy(rules.replace('|', ''));
      const place = placeOf(document, rules.slice(0, rules.indexOf('|')));
      const offset = document.offsetAt(place) + rules.indexOf('|');
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        document.positionAt(offset),
      );
      return items.map(({ label }) =>
        typeof label === 'string' ? label : `${label.label}: ${label.description ?? ''}`,
      );
    },
    (found) => assert.ok(found.length > 0),
  );
}

/** The text after the only action at a place whose title begins so. */
async function rewritten(document: vscode.TextDocument, at: string, title: string): Promise<string> {
  const place = placeOf(document, at);
  const { edit } = await eventually(
    async (): Promise<Partial<vscode.CodeAction>> => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        new vscode.Range(place, place),
      );
      return actions.find((action) => action.title.startsWith(title)) ?? {};
    },
    ({ edit }) => assert.ok(edit, title),
  );
  assert.ok(edit && (await vscode.workspace.applyEdit(edit)));
  return document.getText();
}

describe('writing aids', () => {
  afterEach(closeEditors);

  it('offer keys and values of labels, with how many have them', async () => {
    const keys = await offered(
      '  ingress:\n    - from:\n        - podSelector:\n            matchLabels: {|}',
    );
    assert.ok(keys.includes('app: 2 workloads'), keys.join('\n'));
    const values = await offered('  ingress: [{from: [{podSelector: {matchLabels: {app: |}}}]}]');
    assert.deepEqual(values, ['cart: 1 workload', 'web: 1 workload']);
  });

  it('offer namespaces by name, and labels of namespaces', async () => {
    const peer = (label: string) =>
      `  ingress: [{from: [{namespaceSelector: {matchLabels: {${label}: |}}}]}]`;
    assert.deepEqual(await offered(peer('kubernetes.io/metadata.name')), ['shop: 1 namespace']);
    assert.deepEqual(await offered(peer('team')), ['store: 1 namespace']);
  });

  it('offer ports of the pods that are meant, by number and by name', async () => {
    const ports = await offered('  ingress: [{ports: [{port: |}]}]');
    assert.deepEqual(ports, ['9000: TCP (http) on 1 workload', 'http: 9000/TCP on 1 workload']);
  });

  it('offer whole policies for the well-known cases in an empty document', async () => {
    const document = await open('');
    const labels = await eventually(
      async () => {
        const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
          'vscode.executeCompletionItemProvider',
          document.uri,
          new vscode.Position(0, 0),
        );
        return items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      },
      (found) => assert.ok(found.includes('Allow DNS')),
    );
    const wanted = [
      'Deny all ingress',
      'Deny all egress',
      'Deny all ingress and egress',
      'Allow DNS',
      'Allow from the same namespace',
      'Allow from pods of a namespace',
      'Allow from monitoring',
      'Allow from the ingress controller',
      'Allow to the API server',
    ];
    assert.deepEqual(
      wanted.filter((title) => !labels.includes(title)),
      [],
    );
  });

  it('merge two peers into one', async () => {
    const document = await openPolicy(
      '  ingress: [{from: [{namespaceSelector: {matchLabels: {team: store}}}, {podSelector: {matchLabels: {app: web}}}]}]',
    );
    const text = await rewritten(document, 'podSelector: {matchLabels: {app: web', 'Merge');
    assert.match(text, /team: store\}\}, podSelector/u);
  });

  it('move a peer to a rule of its own', async () => {
    const document = await openPolicy(
      '  ingress: [{from: [{podSelector: {matchLabels: {app: web}}}, {ipBlock: {cidr: 10.0.0.0/8}}], ports: [{port: 9000}]}]',
    );
    const text = await rewritten(document, 'ipBlock', 'Move this peer to a rule of its own');
    assert.match(
      text,
      /\}, \{from: \[\{ipBlock: \{cidr: 10\.0\.0\.0\/8\}\}\], ports: \[\{port: 9000\}\]\}\]/u,
    );
  });

  it('add the rule for DNS, and the direction that is missing', async () => {
    const document = await openPolicy('  policyTypes: [Egress]\n  egress: [{to: [{podSelector: {}}]}]');
    assert.match(await rewritten(document, 'egress:', 'Add a rule for DNS'), /port: 53/u);
    assert.match(
      await rewritten(document, 'policyTypes', 'Add Ingress'),
      /policyTypes: \[Egress, Ingress\]/u,
    );
  });

  it('write the port of the pods for that of the Service, and the API version of today', async () => {
    const document = await openPolicy('  ingress: [{ports: [{port: 80}]}]');
    assert.match(await rewritten(document, '80}]}]\n', 'Write 9000'), /ports: \[\{port: 9000\}\]/u);
    const old = await openPolicy('  ingress: []', 'extensions/v1beta1');
    const text = await rewritten(old, 'extensions/v1beta1', 'Write networking.k8s.io/v1');
    assert.doesNotMatch(text, /extensions/u);
  });
});
