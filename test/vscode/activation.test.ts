import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('activation', () => {
  it('finds the extension under its id', () => {
    assert.ok(vscode.extensions.getExtension('podreach.podreach'));
  });
});
