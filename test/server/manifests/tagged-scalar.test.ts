import { describe, expect, test } from 'vitest';
import type { ScalarValue } from '../../../server/src/manifests/scalar';
import { resolveTaggedScalar } from '../../../server/src/manifests/tagged-scalar';

/** What the reader of Kubernetes 1.37 makes of each. */
describe('resolveTaggedScalar', () => {
  test.each<[string, string, ScalarValue]>([
    ['int', '0x50', 80],
    ['float', '80', 80],
    ['float', '1e3', 1000],
    ['bool', 'yes', true],
    ['null', '~', null],
    ['null', '', null],
    ['str', '80', '80'],
    ['str', '~', '~'],
    ['timestamp', '2001-1-31', '2001-1-31'],
    ['timestamp', '2001-01-31T12:00:00Z', '2001-01-31T12:00:00Z'],
    ['timestamp', '2001-01-31 12:00:00.5', '2001-01-31 12:00:00.5'],
    ['binary', 'd2Vi', 'web'],
    ['binary', 'd2\nVi', 'web'],
    ['binary', '', ''],
    ['binary', 'w6k=', 'é'],
    ['binary', '/w==', '\uFFFD'],
    ['!tier', '80', '80'],
  ])('!!%s %j is %j', (tag, text, value) => {
    expect(resolveTaggedScalar(tag, text)).toBe(value);
  });

  test.each([
    ['int', '80.0'],
    ['int', '1e3'],
    ['int', 'web'],
    ['int', ''],
    ['float', 'web'],
    ['bool', '1'],
    ['null', 'web'],
    ['timestamp', '80'],
    ['timestamp', '2001-13-01'],
    ['timestamp', '2001-01-00'],
    ['binary', 'd2V'],
    ['binary', 'd2 Vi'],
    ['binary', '###'],
  ])('!!%s %j cannot be read', (tag, text) => {
    expect(resolveTaggedScalar(tag, text)).toBeUndefined();
  });
});
