package com.aqwacloud.sync.internal.event;

import com.aqwacloud.sync.api.SessionOptions;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.Locale;

/**
 * The one JSON format of the product: camelCase members, instants in ISO-8601, enums in lower-case
 * kebab, session options as a flat map. Reading is strict: an unknown or repeated member, or
 * anything after the value, is an error.
 */
public final class JsonFormat {
    private static final ObjectMapper MAPPER = build();

    private JsonFormat() {}

    /** The mapper; must not be configured further. May be used from any thread. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    private static ObjectMapper build() {
        var options = new SimpleModule("session-options");
        options.addSerializer(new OptionsAsMap());
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .addModule(options)
                .annotationIntrospector(new KebabEnums())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
    }

    /** Enum constants as {@code keep-both}. */
    private static final class KebabEnums extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public String[] findEnumValues(
                MapperConfig<?> config,
                AnnotatedClass annotatedClass,
                Enum<?>[] constants,
                String[] names) {
            for (int i = 0; i < constants.length; i++) {
                names[i] = constants[i].name().toLowerCase(Locale.ROOT).replace('_', '-');
            }
            return super.findEnumValues(config, annotatedClass, constants, names);
        }
    }

    private static final class OptionsAsMap extends StdSerializer<SessionOptions> {
        private static final long serialVersionUID = 1L;

        OptionsAsMap() {
            super(SessionOptions.class);
        }

        @Override
        public void serialize(
                SessionOptions options, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            json.writeStartObject();
            for (var option : options.toMap().entrySet()) {
                json.writeStringField(option.getKey(), option.getValue());
            }
            json.writeEndObject();
        }
    }
}
