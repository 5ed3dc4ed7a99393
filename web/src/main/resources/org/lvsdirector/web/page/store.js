/** What the page knows: one value, replaced as a whole by each change, and those who watch it. */
import { useEffect, useRef, useState } from "./html.js";

export function createStore(initial) {
  let value = initial;
  const watchers = new Set();
  return {
    get: () => value,
    /** Takes in the changed keys, or what a function of the present value says are such. */
    set(change) {
      const next = typeof change === "function" ? change(value) : change;
      if (next) {
        value = { ...value, ...next };
        watchers.forEach((watcher) => watcher());
      }
    },
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
}

/** What select says of the store; the component is drawn again when that is another value. */
export function useStore(store, select) {
  const [, draw] = useState(0);
  const latest = useRef();
  const value = select(store.get());
  latest.current = { select, value };
  useEffect(() => {
    const look = () => {
      const { select: now, value: drawn } = latest.current;
      if (now(store.get()) !== drawn) {
        draw((times) => times + 1);
      }
    };
    look();
    return store.watch(look);
  }, [store]);
  return value;
}
