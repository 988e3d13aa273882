import type { Photo } from "../model";
import { makeUlid } from "../ulid";
import { type Database, STRICT } from "./database";

const LONGEST_PX = 1600;

/** Make a photo small enough to be sent from a yard: JPEG, at most 1600 px, without what the camera wrote into it. */
export async function shrink(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST_PX / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const drawn = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", 0.82));
  if (!drawn) throw new Error("no picture");
  return drawn;
}

/** Keep a photo until its deed is queued; bytes, for not every browser keeps blobs through a crash. */
export async function keepPhoto(db: Database, picture: Blob, now: number): Promise<Photo> {
  const bytes = await picture.arrayBuffer();
  const photo: Photo = {
    id: makeUlid(now),
    bytes,
    type: picture.type,
    at: new Date(now).toISOString(),
    state: "draft",
  };
  const tx = db.transaction("photos", "readwrite", STRICT);
  await tx.store.put(photo);
  await tx.done;
  return photo;
}

export const dropPhoto = (db: Database, id: string): Promise<void> => db.delete("photos", id);

/** List the photos that deeds name and that were not sent; one that the disk gives back no more holds up no other. */
export async function listPhotos(db: Database): Promise<Photo[]> {
  const ids = await db.getAllKeysFromIndex("photos", "state", "queued");
  const photos = await Promise.all(ids.map((id) => db.get("photos", id).catch(() => dropPhoto(db, id))));
  return photos.filter((photo) => photo !== undefined);
}

/** Note what became of a photo; what was sent is not kept. */
export async function settlePhoto(db: Database, photo: Photo, state: "sent" | "refused"): Promise<void> {
  if (state === "sent") await db.delete("photos", photo.id);
  else await db.put("photos", { ...photo, state });
}
