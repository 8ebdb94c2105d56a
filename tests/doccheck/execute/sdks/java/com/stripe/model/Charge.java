package com.stripe.model;

import java.io.IOException;
import java.util.Map;

public class Charge {
    public static Charge create(Map<String, Object> params) throws IOException {
        Asked.of("/v1/charges", params);
        return new Charge();
    }
}
