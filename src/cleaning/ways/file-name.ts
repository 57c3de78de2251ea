/**
 * A path, or a name with an ending: programs write where a picture came from into words nobody sees, and people, days and
 * minutes stand in it.
 */
export const HOLDS_FILE_NAME = /[\\/]|\.[a-z][a-z0-9]{1,4}(?![a-z0-9])/i;
