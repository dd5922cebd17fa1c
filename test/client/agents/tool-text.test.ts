import { describe, expect, it } from 'vitest';
import {
  explanationText,
  findingsText,
  reachabilityText,
  unknownTargetText,
} from '../../../client/src/agents/tool-text';
import type { CheckedFile, ReachTarget } from '../../../server/src/lsp/protocol';
import { english } from '../english';
import { sampleAnswer, sampleExplanation } from '../reachability/sample-answer';

const parts = { t: english, fileName: (uri: string): string => uri.replace('file:///', '') };

const target = (id: string, kind: ReachTarget['kind'] = 'workload'): ReachTarget => ({ id, kind, title: id });

describe('reachability for a model', () => {
  it('is the answer as people copy it', () => {
    const { question, result } = sampleAnswer();
    const text = reachabilityText(question, result, parts);
    expect(text).toContain('Which pods can reach shop/cart[Deployment]?\n1 of 2 workloads can reach this');
    expect(text).toContain('shop/web[Deployment]  80/TCP');
  });

  it('names what there is where a name is not known', () => {
    const known = [
      target('shop/cart[Pod]'),
      target('svc/shop/cart', 'service'),
      target('policy/a', 'policy'),
    ];
    expect(unknownTargetText('shop/till', known)).toBe(
      'No workload or Service is called shop/till. There are: shop/cart[Pod], svc/shop/cart.\n',
    );
    expect(unknownTargetText('a', [])).toContain('None is known at all');
  });

  it('does not name thousands', () => {
    const many = Array.from({ length: 1000 }, (_, nth) => target(`shop/w${nth}[Pod]`));
    expect(unknownTargetText('a', many)).toContain('shop/w39[Pod] and 960 more.');
  });
});

describe('an explanation for a model', () => {
  const { question, result } = sampleExplanation();
  const asked = { from: 'lab/probe', to: 'shop/cart', uri: question.uri };

  it('is the explanation as people copy it', () => {
    expect(explanationText(asked, result, parts)).toContain(result.summary);
  });

  it('says what it could not find', () => {
    const problem = { kind: 'problem', part: 'to', message: 'Nothing is called till' } as const;
    expect(explanationText(asked, problem, parts)).toBe('Nothing is called till.\n');
    expect(explanationText(asked, null, parts)).toBe('No manifests are known here.\n');
  });
});

describe('findings for a model', () => {
  const file: CheckedFile = {
    uri: 'file:///a.yaml',
    findings: [
      {
        range: { start: { line: 4, character: 2 }, end: { line: 4, character: 6 } },
        severity: 'warning',
        code: 'null-selector',
        message: 'Selects all.',
      },
    ],
  };

  it('are lines as compilers print them', () => {
    expect(findingsText([file], parts)).toBe('a.yaml:5:3 warning null-selector: Selects all.\n1 finding\n');
    expect(findingsText([file, file], parts)).toContain('2 findings');
  });

  it('may be none', () => {
    expect(findingsText([], parts)).toBe('Nothing was found.\n');
  });
});
