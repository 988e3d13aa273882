/** Filled in when the bundle is built. */
declare const VERSION: string;
declare const BUILD: string;
