package com.stripe.model;

import java.io.IOException;
import java.util.Map;

public class Customer {
    private final String id;

    private Customer(String id) {
        this.id = id;
    }

    public static Customer retrieve(String id) throws IOException {
        Asked.of("/v1/customers/" + id, null);
        return new Customer(id);
    }

    public Sources getSources() {
        return new Sources();
    }

    public class Sources {
        public void create(Map<String, Object> params) throws IOException {
            Asked.of("/v1/customers/" + id + "/sources", params);
        }
    }
}
