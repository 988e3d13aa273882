import { makeKey } from "../client";
import { h } from "../dom";
import type { Line } from "../model";
import { isRefusal, refuse } from "../refusal";
import { orderOf } from "./terms";
import type { Visit } from "./visit";

/** One picture of a line, as small as it is sent. */
export interface Photo {
  picture: Blob;
  /** Drawn, not an image element: no page's policy has to allow us images. */
  thumb: HTMLCanvasElement;
  key: string;
  id?: string;
  /** On its way until this settles; it never rejects. */
  sent?: Promise<void> | undefined;
  fault?: string;
}

export const MOST_PHOTOS = 3;
const MOST_PIXELS = 1600;
const THUMB_PIXELS = 176;
const QUALITY = 0.85;

/** Make a picture small enough to send; drawing it anew leaves the place and the camera behind. Raises Refusal. */
export async function shrink(file: Blob): Promise<Photo> {
  try {
    const bitmap = await createImageBitmap(file);
    const full = drawSmaller(bitmap, MOST_PIXELS);
    const thumb = drawSmaller(bitmap, THUMB_PIXELS);
    bitmap.close();
    const picture = await new Promise<Blob | null>((done) => full.toBlob(done, "image/jpeg", QUALITY));
    return { picture: picture as Blob, thumb, key: makeKey() };
  } catch {
    throw refuse("photo");
  }
}

function drawSmaller(bitmap: ImageBitmap, most: number): HTMLCanvasElement {
  const { width, height } = bitmap;
  const scale = Math.min(1, most / Math.max(width, height));
  const canvas = h<HTMLCanvasElement>("canvas", 0);
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const pen = canvas.getContext("2d") as CanvasRenderingContext2D;
  // A photo has no transparency: what has any would turn black.
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** Send a picture unless it is there, on its way, or has no proved order yet. Says its fault on the picture. */
export function sendPhoto(visit: Visit, line: Line, photo: Photo): Promise<void> {
  const { session } = orderOf(visit, line);
  if (photo.id || !session) return Promise.resolve();
  photo.fault = "";
  photo.sent ??= visit
    .ask<{ id: string }>(`photos?lang=${visit.config.language}`, photo.picture, photo.key, session)
    .then(
      ({ id }) => {
        photo.id = id;
      },
      (problem) => {
        const { kind, detail } = isRefusal(problem) ? problem : refuse("server");
        photo.fault = detail || visit.say(`error_${kind}`) || visit.say("error_photo_lost");
      },
    )
    .finally(() => {
      photo.sent = undefined;
    });
  return photo.sent;
}

/** Send every picture of the visit that is not there yet, and wait for those on their way. */
export async function sendPhotos(visit: Visit): Promise<void> {
  const lines = visit.orders.flatMap((order) => order.lines);
  await Promise.all(
    lines.flatMap((line) => (visit.photos[line.key] ?? []).map((photo) => sendPhoto(visit, line, photo))),
  );
}

/** Name the pictures of a line that arrived. */
export const idsOf = ({ photos }: Visit, { key }: Line): string[] =>
  (photos[key] ?? []).flatMap(({ id }) => id ?? []);
