/**
 * Where the rows of a table are in which a service is one row, followed by a row for each of its
 * servers where it is open.
 *
 * @param total how many services there are
 * @param open {index, count} of the open ones: place among the services, number of servers
 */
export function layout(total, open) {
  const sorted = open
    .filter(({ index }) => index >= 0 && index < total)
    .sort((a, b) => a.index - b.index);
  return {
    rows: sorted.reduce((sum, { count }) => sum + count, total),

    /** What is in a row: the place of its service, and which of the servers; -1 = the service. */
    at(row) {
      let before = 0;
      for (const { index, count } of sorted) {
        const top = index + before;
        if (row <= top) {
          break;
        }
        if (row <= top + count) {
          return { index, server: row - top - 1 };
        }
        before += count;
      }
      return { index: row - before, server: -1 };
    },

    /** The row of a service. */
    row(service) {
      return sorted.reduce(
        (sum, { index, count }) => (index < service ? sum + count : sum),
        service,
      );
    },
  };
}
