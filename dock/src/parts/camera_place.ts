import { openScanner, type Scanner, type Trouble } from "../camera/scanner";
import { button, h } from "../dom";
import { sign } from "../signs";
import { vouch } from "../trusted";
import { say } from "../words";

const HINT_AFTER_MS = 6000;

export interface CameraPlace {
  element: HTMLElement;
  close(): void;
}

/** Show the camera and tell its codes; where there is none, say why and what to do instead. */
export function placeCamera(onCode: (code: string) => void): CameraPlace {
  const video = h<HTMLVideoElement>("video", { muted: true, playsinline: true, "aria-label": say("camera") });
  const hint = h("p.hint", { "aria-live": "polite" });
  const tools = h("div.tools");
  const element = h("section.camera", 0, video, h("div.frame"), hint, tools);
  let scanner: Scanner | null = null;
  let isClosed = false;

  const onTrouble = (trouble: Trouble) => {
    element.dataset.trouble = trouble;
    hint.textContent = say(`camera.${trouble}`);
    tools.replaceChildren(button("quiet", start, {}, say("camera_again")));
  };
  async function start(): Promise<void> {
    delete element.dataset.trouble;
    hint.textContent = "";
    tools.replaceChildren();
    try {
      const opened = await openScanner(
        video,
        vouch(`/dock/static/${document.documentElement.dataset.build}/decoder.js`),
        {
          onCode: ({ text }) => onCode(text),
          onTrouble,
          // Not the same as a code that nobody knows: nothing was read at all.
          onNothing: (ms) => hint.replaceChildren(ms > HINT_AFTER_MS ? say("camera.nothing") : ""),
        },
      );
      if (isClosed) return opened.close();
      scanner = opened;
      if (opened.torch) tools.append(drawTorch(opened.torch));
    } catch (trouble) {
      onTrouble(typeof trouble === "string" ? (trouble as Trouble) : "none");
    }
  }
  void start();
  return {
    element,
    close() {
      isClosed = true;
      scanner?.close();
    },
  };
}

function drawTorch(torch: (on: boolean) => Promise<void>): HTMLElement {
  let isOn = false;
  const press = async () => {
    isOn = !isOn;
    await torch(isOn).catch(() => undefined);
    drawn.setAttribute("aria-pressed", String(isOn));
  };
  const drawn = button("quiet", press, { "aria-pressed": "false" }, sign("light"), say("torch"));
  return drawn;
}
