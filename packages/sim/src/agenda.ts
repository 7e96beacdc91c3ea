/** Minutes since 1970-01-01T00:00Z. */
export type Minute = number;

type Entry = { at: Minute; order: number; act: () => void };

/** What is going to happen, by the minute; what is due at the same minute happens in the order in which it was put down. */
export class Agenda {
  now: Minute;
  private readonly heap: Entry[] = [];
  private count = 0;

  constructor(start: Minute) {
    this.now = start;
  }

  /** Nothing can be put into the past: what is late is due now. O(log n). */
  at(minute: Minute, act: () => void): void {
    const entry = { at: Math.max(Math.round(minute), this.now), order: this.count++, act };
    const { heap } = this;
    let child = heap.length;
    heap.push(entry);
    while (child > 0) {
      const parent = (child - 1) >> 1;
      const above = heap[parent] as Entry;
      if (isBefore(above, entry)) break;
      heap[child] = above;
      child = parent;
    }
    heap[child] = entry;
  }

  /** Lives everything that is due before `end`. */
  runUntil(end: Minute): void {
    for (let next = this.heap[0]; next !== undefined && next.at < end; next = this.heap[0]) {
      this.takeFirst();
      this.now = next.at;
      next.act();
    }
    this.now = Math.max(this.now, end);
  }

  private takeFirst(): void {
    const { heap } = this;
    const last = heap.pop() as Entry;
    if (heap.length === 0) return;
    let parent = 0;
    for (;;) {
      let child = 2 * parent + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Entry, heap[child] as Entry)) child += 1;
      if (isBefore(last, heap[child] as Entry)) break;
      heap[parent] = heap[child] as Entry;
      parent = child;
    }
    heap[parent] = last;
  }
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
