/** Smaller values of the same shape, the smallest first: texts and lists get shorter, objects keep their keys. */
export function* smaller(value: unknown): Generator<unknown> {
  if (typeof value === 'string' && value.length > 0) {
    for (let size = value.length; size >= 1; size = size >> 1)
      for (let at = 0; at < value.length; at += size) yield value.slice(0, at) + value.slice(at + size);
  } else if (Array.isArray(value)) {
    for (let size = value.length; size >= 1; size = size >> 1)
      for (let at = 0; at < value.length; at += size) yield value.toSpliced(at, size);
    for (const [at, inner] of value.entries()) for (const less of smaller(inner)) yield value.with(at, less);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value))
      for (const less of smaller(inner)) yield { ...value, [key]: less };
  }
}

/** The smallest input found that still `fails`; tries at most `tries` times. */
export async function minimise<T>(input: T, fails: (input: T) => Promise<boolean>, tries = 400): Promise<T> {
  let least = input;
  for (let left = tries; left > 0;) {
    let found = false;
    for (const less of smaller(least)) {
      if (left-- <= 0) break;
      if (!(await fails(less as T))) continue;
      least = less as T;
      found = true;
      break;
    }
    if (!found) break;
  }
  return least;
}
