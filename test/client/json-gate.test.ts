import { describe, expect, it } from 'vitest';
import { createJsonGate, type GatedDocument, type SyncMiddleware } from '../../client/src/json-gate';

const isManifest = (text: string): boolean => text.includes('Pod');

interface GatedChange {
  readonly document: GatedDocument;
}

/** An editor with one document, and the log of what reached the server. */
function setUp(languageId: string, firstText: string) {
  const log: string[] = [];
  const state = { text: firstText };
  const document: GatedDocument = {
    languageId,
    uri: { toString: () => 'file:///a' },
    getText: () => state.text,
  };
  const send = (what: string) => (): Promise<void> => {
    log.push(what);
    return Promise.resolve();
  };
  const gate: SyncMiddleware<GatedDocument, GatedChange> = createJsonGate(isManifest, (held) =>
    gate.didOpen(held, send('open')),
  );
  return {
    log,
    open: () => gate.didOpen(document, send('open')),
    type: (text: string) => {
      state.text = text;
      return gate.didChange({ document }, send('change'));
    },
    close: () => gate.didClose(document, send('close')),
  };
}

describe('createJsonGate', () => {
  it('lets YAML through whatever it holds', async () => {
    const { log, open, type, close } = setUp('yaml', 'a: 1');
    await open();
    await type('a: 2');
    await close();
    expect(log).toEqual(['open', 'change', 'close']);
  });

  it('lets JSON manifests through, also while they are broken', async () => {
    const { log, open, type, close } = setUp('json', '{"kind": "Pod"}');
    await open();
    await type('{"kind": "Po');
    await close();
    expect(log).toEqual(['open', 'change', 'close']);
  });

  it('keeps other JSON away', async () => {
    const { log, open, type, close } = setUp('json', '{}');
    await open();
    await type('{"a": 1}');
    await close();
    expect(log).toEqual([]);
  });

  it('opens a JSON file at the server when it becomes a manifest', async () => {
    const { log, open, type, close } = setUp('json', '{}');
    await open();
    await type('{"kind": "Pod"}');
    await type('{"kind": "Pod", "a": 1}');
    await close();
    expect(log).toEqual(['open', 'change', 'close']);
  });

  it('judges a file anew when it is opened again', async () => {
    const { log, open, type, close } = setUp('json', '{}');
    await open();
    await close();
    await type('{"kind": "Pod"}');
    await open();
    await close();
    expect(log).toEqual(['change', 'open', 'close']);
  });
});
