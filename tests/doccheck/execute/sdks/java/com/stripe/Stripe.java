package com.stripe;

/** A stand-in of ours for stripe-java: only what the snippets of the tests ask of it. */
public abstract class Stripe {
    public static String apiKey;
}
