import type { Judged } from "./judging";
import type { Settings } from "./kept/facts";

const TONES: Record<Judged["tone"], { pitches: number[]; shakes: number[] }> = {
  good: { pitches: [1320], shakes: [60] },
  warn: { pitches: [740, 740], shakes: [60, 60, 60] },
  ask: { pitches: [520, 390], shakes: [160] },
  stop: { pitches: [300, 300, 300], shakes: [120, 60, 120, 60, 120] },
};
const LENGTH_S = 0.09;

let audio: AudioContext | null = null;

/** Let it be heard and felt what a scan said, where the worker wants that. */
export function feel(tone: Judged["tone"], settings: Settings): void {
  if (settings.vibration) navigator.vibrate?.(TONES[tone].shakes);
  if (settings.sound) sound(TONES[tone].pitches);
}

function sound(pitches: number[]): void {
  audio ??= new AudioContext();
  // Browsers let a page be heard once it was touched; until then the colour has to do.
  if (audio.state === "suspended") void audio.resume();
  pitches.forEach((pitch, n) => {
    const speaker = audio as AudioContext;
    const from = speaker.currentTime + n * LENGTH_S * 1.4;
    const voice = new OscillatorNode(speaker, { frequency: pitch, type: "triangle" });
    const loudness = new GainNode(speaker, { gain: 0.25 });
    loudness.gain.setTargetAtTime(0, from + LENGTH_S * 0.7, 0.012);
    voice.connect(loudness).connect(speaker.destination);
    voice.start(from);
    voice.stop(from + LENGTH_S * 1.3);
  });
}
