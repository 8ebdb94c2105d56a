package com.stripe.model;

import com.stripe.Stripe;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** One request of the stand-in, and what was answered. */
final class Asked {
    private Asked() {}

    static String of(String path, Map<String, Object> params) throws IOException {
        var asked = (HttpURLConnection) new URL("https://api.stripe.com" + path).openConnection();
        asked.setRequestProperty("Authorization", "Bearer " + Stripe.apiKey);
        if (params != null) {
            asked.setDoOutput(true);
            asked.getOutputStream().write(form(params).getBytes(StandardCharsets.UTF_8));
        }
        boolean refused = asked.getResponseCode() != 200;
        try (InputStream heard = refused ? asked.getErrorStream() : asked.getInputStream()) {
            String answer = new String(heard.readAllBytes(), StandardCharsets.UTF_8);
            if (refused) {
                throw new IOException(answer);
            }
            return answer;
        }
    }

    private static String form(Map<String, Object> params) {
        return params.entrySet().stream()
            .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue().toString(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    }
}
