import { describe, expect, it } from 'vitest';
import { assumptions } from '../../../server/src/cli/assumptions';
import { createWorkspace } from '../../../server/src/workspace/workspace';
import { POLICY, SHOP } from './shop';

function assumed(files: Readonly<Record<string, string>>): readonly string[] {
  const workspace = createWorkspace();
  for (const [file, text] of Object.entries({ ...SHOP, ...files })) workspace.set(file, text);
  return assumptions(workspace.snapshot());
}

function named(name: string): string {
  return POLICY.replace('name: cart', `name: ${name}`);
}

describe('assumptions', () => {
  it('are none about plain manifests', () => {
    expect(assumed({})).toEqual([]);
  });

  it('name what was left out, and what to do about it', () => {
    expect(assumed({ 'chart/policy.yaml': named('{{ .Release.Name }}') })).toEqual([
      '1 template not read (chart/policy.yaml): render first, for instance with helm template',
    ]);
    expect(assumed({ 'flux.yaml': named('"${NAME}"') })).toEqual([
      '1 unfinished document not read (flux.yaml): fill in the placeholders first',
    ]);
  });

  it('name a few files of many, each once', () => {
    const template = named('{{ .Release.Name }}');
    const files = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [`${name}.yaml`, template]));
    expect(assumed({ ...files, 'a.yaml': `${template}---${template}` })).toEqual([
      '6 templates not read (a.yaml, b.yaml, c.yaml and 2 more): render first, for instance with helm template',
    ]);
  });

  it('name what was written twice', () => {
    expect(assumed({ 'z.yaml': POLICY })).toEqual([
      '1 object written more than once, of which the last counts (shop/cart[NetworkPolicy]: z.yaml)',
    ]);
  });

  it('name namespaces without one around them', () => {
    const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: web }\n';
    expect(assumed({ 'z.yaml': namespace })).toEqual([
      '1 object written more than once, of which the last counts (Namespace web: z.yaml)',
    ]);
  });
});
