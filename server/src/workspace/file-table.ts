/**
 * Files by their names, many of them, of which an edit exchanges one: the next table shares all pages but one. Knows no
 * file.
 */

/** Files on a page. Where there are a thousand, as many pages have to be copied as files of one of them. */
const PAGE = 32;

/** Never changes. */
export class FileTable<F> implements ReadonlyMap<string, F> {
  private constructor(
    /** In their order: the same list in tables of the same names. */
    private readonly names: readonly string[],
    private readonly places: ReadonlyMap<string, number>,
    private readonly pages: readonly (readonly F[])[],
  ) {}

  /** The files in this order. */
  static of<F>(files: Iterable<readonly [string, F]>): FileTable<F> {
    const all = [...files];
    const pages = Array.from({ length: Math.ceil(all.length / PAGE) }, (_, nth) =>
      all.slice(nth * PAGE, (nth + 1) * PAGE).map(([, file]) => file),
    );
    const names = all.map(([name]) => name);
    return new FileTable(names, new Map(names.map((name, place) => [name, place])), pages);
  }

  /** A table with other files under some of its names. */
  with(changed: Iterable<readonly [string, F]>): FileTable<F> {
    const pages = [...this.pages];
    for (const [name, file] of changed) {
      const place = this.places.get(name);
      if (place === undefined) throw new Error(`${name} is not in the table`);
      const nth = Math.floor(place / PAGE);
      pages[nth] = (pages[nth] ?? []).with(place % PAGE, file);
    }
    return new FileTable(this.names, this.places, pages);
  }

  get size(): number {
    return this.places.size;
  }

  get(name: string): F | undefined {
    const place = this.places.get(name);
    return place === undefined ? undefined : this.pages[Math.floor(place / PAGE)]?.[place % PAGE];
  }

  has(name: string): boolean {
    return this.places.has(name);
  }

  keys(): MapIterator<string> {
    return this.places.keys();
  }

  values(): MapIterator<F> {
    return this.pages.flat().values();
  }

  *entries(): Generator<[string, F], undefined> {
    const files = this.values();
    for (const name of this.places.keys()) {
      const { value, done } = files.next();
      if (done !== true) yield [name, value];
    }
  }

  [Symbol.iterator](): Generator<[string, F], undefined> {
    return this.entries();
  }

  forEach(tell: (file: F, name: string, all: ReadonlyMap<string, F>) => void): void {
    for (const [name, file] of this) tell(file, name, this);
  }

  /** The names of which it has another file than an earlier table of the same names; undefined where those differ. */
  differing(before: ReadonlyMap<string, unknown>): readonly string[] | undefined {
    if (!(before instanceof FileTable) || before.names !== this.names) return undefined;
    const names = [...this.pages.keys()]
      .filter((nth) => this.pages[nth] !== before.pages[nth])
      .flatMap((nth) => this.names.slice(nth * PAGE, (nth + 1) * PAGE));
    return names.filter((name) => this.get(name) !== before.get(name));
  }
}

/** The names under which two maps of files hold something else. */
export function changedNames<F>(
  before: ReadonlyMap<string, F>,
  now: ReadonlyMap<string, F>,
): readonly string[] {
  const known = now instanceof FileTable ? now.differing(before) : undefined;
  return (
    known ??
    [...new Set([...now.keys(), ...before.keys()])].filter((name) => before.get(name) !== now.get(name))
  );
}
