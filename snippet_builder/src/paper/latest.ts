/** Ask a moment after the last change; an answer that a later question overtook is dropped. */
export class Latest<T> {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | undefined;

  constructor(
    private readonly delay: number,
    private readonly ask: (signal: AbortSignal) => Promise<T>,
    private readonly hear: (answer: T) => void,
    private readonly fail: (problem: unknown) => void,
  ) {}

  /** Ask soon: a question under way is given up. */
  soon(delay = this.delay): void {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#timer = setTimeout(() => this.#now(), delay);
  }

  async #now(): Promise<void> {
    const asking = new AbortController();
    this.#asking = asking;
    try {
      const answer = await this.ask(asking.signal);
      if (!asking.signal.aborted) this.hear(answer);
    } catch (problem) {
      if (!asking.signal.aborted) this.fail(problem);
    }
  }
}
