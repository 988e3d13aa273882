// A token after the # never reaches a server. This moves it into the form and sends that; without script one types.
const token = new URLSearchParams(location.hash.slice(1)).get("sbt");
const form = document.getElementById("find");
if (token && form) {
  history.replaceState(null, "", location.pathname + location.search);
  form.elements.token.value = token;
  form.submit();
}

// Photos are made small before they travel. Without script, or where a browser cannot read one, it goes as it is.
const MOST_SIDE = 1600;
document.getElementById("photos")?.addEventListener("change", async ({ target }) => {
  if (target.type !== "file") {
    return;
  }
  const before = target.files;
  const small = await Promise.all(Array.from(before, (file) => shrink(file).catch(() => file)));
  if (target.files === before) {
    const chosen = new DataTransfer();
    small.forEach((file) => {
      chosen.items.add(file);
    });
    target.files = chosen.files;
  }
});

async function shrink(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, MOST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
  return blob && blob.size < file.size ? new File([blob], "photo.jpg", { type: "image/jpeg" }) : file;
}
