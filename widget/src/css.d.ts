declare module "*.css" {
  const text: string;
  export default text;
}
/** The product's version, written in by the build from setup.cfg. */
declare const VERSION: string;
/** The form this script was built with: the part of its address that is its own, and its SHA-384. */
declare const FORM: { name: string; integrity: string };
