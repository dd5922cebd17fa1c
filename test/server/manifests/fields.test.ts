import { expect, test } from 'vitest';
import { noFields } from '../../../server/src/manifests/fields';

test('a mapping has what is put into it, and nothing else', () => {
  const fields = noFields();
  fields['__proto__'] = { polluted: true };
  fields['constructor'] = 1;
  expect(Object.entries(fields)).toEqual([
    ['__proto__', { polluted: true }],
    ['constructor', 1],
  ]);
  expect('polluted' in fields || 'toString' in fields).toBe(false);
  expect('polluted' in noFields() || 'constructor' in noFields()).toBe(false);
  expect(JSON.stringify(noFields())).toBe('{}');
});
