/** Do something in one tab at a time; nothing when another is at it. */
export async function takeTurn<T>(name: string, act: () => Promise<T>): Promise<T | null> {
  if (navigator.locks)
    return navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? act() : null));
  return takeOldTurn(name, act);
}

const HELD_MS = 60_000;

/** For browsers without locks: a mark that ages. Two that meet here send the same deeds, which then count once. */
async function takeOldTurn<T>(name: string, act: () => Promise<T>): Promise<T | null> {
  const mark = `turn ${name}`;
  if (Date.now() - Number(localStorage.getItem(mark)) < HELD_MS) return null;
  localStorage.setItem(mark, String(Date.now()));
  try {
    return await act();
  } finally {
    localStorage.removeItem(mark);
  }
}
