declare module "*.css" {
  const text: string;
  export default text;
}
/** The product's version, written in by the build from setup.cfg. */
declare const VERSION: string;
