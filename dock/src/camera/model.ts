/** One code that was seen, and what kind of symbol it stood in. */
export interface Seen {
  text: string;
  format: string;
}

/** Why there is no picture: a person can do something about each of them, and only about that. */
export type Trouble = "insecure" | "refused" | "none" | "busy" | "ended" | "undecodable";

export interface Scanner {
  close(): void;
  /** Turn the light on or off; null where the camera has none. */
  torch: ((on: boolean) => Promise<void>) | null;
}

/** What finds codes in a picture: the browser's own detector, or ours in a worker. */
export interface Decoder {
  decode(frame: ImageBitmap, pass: Pass): Promise<Seen[]>;
  close(): void;
}

/** How one picture is looked at: turned by so many degrees, for the usual symbols or for all that carriers print. */
export interface Pass {
  turn: number;
  isWide: boolean;
}
