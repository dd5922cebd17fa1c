import { expect, it } from 'vitest';
import { manifest } from './manifest';

it('works whole in Restricted Mode and in virtual workspaces: no setting leads to a program', () => {
  expect(manifest.capabilities).toEqual({
    untrustedWorkspaces: { supported: true },
    virtualWorkspaces: true,
  });
});
