/**
 * The parts of a published total, with `undefined` for those that are hidden. Parts of 1 to `below - 1` are hidden, and,
 * so that nobody gets at them by taking the shown parts from the total, more: every part below `below`, then further ones,
 * until those that are hidden leave room for guessing (`isSafe`). What is hidden looks the same whatever the reason. When
 * no part is that small, all are shown. Further ones are taken in the order of the list, not by size: who knows the rule
 * would learn from the sizes of those that were spared.
 *
 * Holds for one division of a total that is published itself. Two divisions of one total (by category and by month, say)
 * tell nothing of each other; a table by both would, and is not made.
 */
export function hideSmall(parts: readonly number[], below: number): (number | undefined)[] {
  const first = parts.findIndex((count) => count > 0 && count < below);
  if (first === -1) return [...parts];
  const hidden = new Set(parts.flatMap((count, at) => (count < below ? [at] : [])));
  for (let step = 1; step < parts.length; step += 1) {
    if (
      isSafe(
        [...hidden].map((at) => parts[at]!),
        below,
      )
    )
      break;
    hidden.add((first + step) % parts.length);
  }
  return parts.map((count, at) => (hidden.has(at) ? undefined : count));
}

/**
 * Two of them at least are not empty, and together they come to twice the limit. With less, who tries out every division
 * that the rule would have hidden like this is sometimes left with one (`test/statistics/hide.test.ts` tries them all).
 */
function isSafe(counts: readonly number[], below: number): boolean {
  const sum = counts.reduce((all, count) => all + count, 0);
  return counts.filter((count) => count > 0).length > 1 && sum >= 2 * below;
}
