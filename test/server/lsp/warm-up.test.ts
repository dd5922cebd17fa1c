import { expect, it } from 'vitest';
import { documentUri } from '../../../server/src/lsp/document-uri';
import { createModels } from '../../../server/src/lsp/models';
import { DEFAULT_SETTINGS } from '../../../server/src/lsp/settings';
import { warmUp } from '../../../server/src/lsp/warm-up';
import { POLICY, WORKLOADS } from './manifests';

const FOLDER = documentUri('file:///w');

function modelOf(text: string) {
  const models = createModels(() => false);
  models.setFolder(FOLDER, DEFAULT_SETTINGS);
  models.set(documentUri('file:///w/all.yaml'), text);
  const [model] = models.modelsAt(FOLDER);
  if (model === undefined) throw new Error('the file is in no cluster');
  return model;
}

it('makes what answers rest on in pieces, and changes nothing', () => {
  const model = modelOf(`${WORKLOADS}---\n${POLICY}`);
  const before = model.view();
  const pieces = [...warmUp(model)];
  expect(pieces.length).toBeGreaterThan(3);
  expect(model.view()).toBe(before);
});

it('has nothing to do in a cluster without workloads', () => {
  expect(() => [...warmUp(modelOf(POLICY))]).not.toThrow();
});
