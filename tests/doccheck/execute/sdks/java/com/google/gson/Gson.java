package com.google.gson;

/** Stands in for the package that the real SDK needs, which ours does without. */
public class Gson {}
