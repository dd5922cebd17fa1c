import { expect, it } from 'vitest';
import { remembered } from '../../../server/src/wording/remembered';

it('computes once for each object', () => {
  const asked: string[] = [];
  const nameOf = remembered(({ name }: { readonly name: string }) => {
    asked.push(name);
    return `the ${name}`;
  });
  const cart = { name: 'cart' };
  expect([nameOf(cart), nameOf({ name: 'db' }), nameOf(cart)]).toEqual(['the cart', 'the db', 'the cart']);
  expect(asked).toEqual(['cart', 'db']);
});
