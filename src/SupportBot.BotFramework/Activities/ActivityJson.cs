using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Serialization;
using JsonException = System.Text.Json.JsonException;

namespace SupportBot.BotFramework.Activities;

/// <summary>
/// Reads and writes activities as JSON. Member names are read in any casing and written in camelCase. Nulls and empty
/// lists are omitted, except those of suggested actions, which Microsoft's schemas require.
/// </summary>
public static class ActivityJson
{
    /// <summary>
    /// Maximum number of entities of an activity: 100, several times what the clients of any channel send.
    /// </summary>
    public const int MaxEntities = 100;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly JsonSerializer Serializer = JsonSerializer.Create(Configure(new JsonSerializerSettings()));

    /// <summary>Reads an activity from an untrusted sender, strictly.</summary>
    /// <param name="json">UTF-8 JSON.</param>
    /// <param name="activity">The activity, if it could be read.</param>
    /// <param name="error">Otherwise the problem, in words for the sender; empty on success.</param>
    /// <returns>Whether the activity could be read.</returns>
    public static bool TryRead(ReadOnlySpan<byte> json, out Activity activity, out string error)
    {
        activity = null!;
        try
        {
            StrictJson.Check(json);
            activity = Read(json);
            error = HasNullItems(activity) ? "A list of an activity must not contain null."
                : activity.Entities?.Count > MaxEntities
                    ? $"An activity must not have more than {MaxEntities} entities."
                    : "";
        }
        catch (JsonException e)
        {
            error = $"The body cannot be read as an activity at line {e.LineNumber + 1}, byte {e.BytePositionInLine}. "
                + "Send a JSON object in UTF-8 with each member at most once, and members of the documented types.";
        }
        return error.Length == 0;
    }

    /// <summary>Reads an activity that <see cref="Write"/> wrote.</summary>
    /// <param name="json">UTF-8 JSON.</param>
    /// <exception cref="JsonException">The JSON is not an activity.</exception>
    public static Activity Read(ReadOnlySpan<byte> json)
    {
        try
        {
            using var text = new StringReader(Utf8.GetString(json));
            using var reader = new JsonTextReader(text) { ArrayPool = CharPool.Shared };
            return Serializer.Deserialize<Activity>(reader)
                ?? throw new JsonException("null is not an activity.", null, 0, 0);
        }
        catch (DecoderFallbackException e)
        {
            throw new JsonException("The text is not UTF-8.", null, 0, e.Index, e);
        }
        catch (JsonReaderException e)
        {
            throw new JsonException("The text is not an activity.", e.Path, e.LineNumber - 1, e.LinePosition, e);
        }
        catch (JsonSerializationException e)
        {
            throw new JsonException("The text is not an activity.", e.Path, e.LineNumber - 1, e.LinePosition, e);
        }
    }

    /// <summary>Writes an activity as UTF-8 JSON.</summary>
    public static byte[] Write(Activity activity) => WriteValue(activity);

    internal static byte[] WriteValue(object value)
    {
        using var text = new StringWriter(new StringBuilder(1024), CultureInfo.InvariantCulture);
        using (var writer = new JsonTextWriter(text) { ArrayPool = CharPool.Shared })
            Serializer.Serialize(writer, value);
        return Utf8.GetBytes(text.ToString());
    }

    internal static JsonSerializerSettings Configure(JsonSerializerSettings settings)
    {
        settings.ContractResolver = ActivityContracts.Instance;
        settings.NullValueHandling = NullValueHandling.Ignore;
        // Newtonsoft.Json would convert every string that looks like a date.
        settings.DateParseHandling = DateParseHandling.None;
        settings.FloatParseHandling = FloatParseHandling.Decimal;
        settings.DateTimeZoneHandling = DateTimeZoneHandling.RoundtripKind;
        settings.Culture = CultureInfo.InvariantCulture;
        settings.MaxDepth = 128;
        // Members such as $type are data like any other.
        settings.MetadataPropertyHandling = MetadataPropertyHandling.Ignore;
        settings.Converters.Add(new StrictStringConverter());
        settings.Converters.Add(new JsonNodeConverter());
        return settings;
    }

    private static bool HasNullItems(Activity activity) =>
        HasNull(activity.Attachments) || HasNull(activity.Entities) || HasNull(activity.MembersAdded)
        || HasNull(activity.MembersRemoved) || HasNull(activity.ReactionsAdded) || HasNull(activity.ReactionsRemoved)
        || HasNull(activity.SuggestedActions?.Actions);

    private static bool HasNull<T>(IList<T>? list) where T : class => list?.Contains(null!) == true;

    private sealed class CharPool : IArrayPool<char>
    {
        public static readonly CharPool Shared = new();

        public char[] Rent(int minimumLength) => ArrayPool<char>.Shared.Rent(minimumLength);

        public void Return(char[]? array)
        {
            if (array is not null) ArrayPool<char>.Shared.Return(array);
        }
    }

    private sealed class ActivityContracts : DefaultContractResolver
    {
        public static readonly ActivityContracts Instance = new();

        protected override JsonProperty CreateProperty(MemberInfo member, MemberSerialization memberSerialization)
        {
            var property = base.CreateProperty(member, memberSerialization);
            var (type, values) = (property.PropertyType!, property.ValueProvider!);
            // The type comes first, for stream readers and for people.
            if (member.Name == nameof(Activity.Type)) property.Order = -2;
            if (type == typeof(DateTimeOffset?))
                property.Converter = new TimestampConverter(member.Name == nameof(Activity.Timestamp));
            if (property.DeclaringType == typeof(SuggestedActions))
            {
                if (member.Name == nameof(SuggestedActions.To))
                    property.ValueProvider = new EmptyIfNullProvider(values);
            }
            else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IList<>))
                property.ShouldSerialize = owner => values.GetValue(owner) is not ICollection { Count: 0 };
            return property;
        }
    }

    // Newtonsoft.Json would convert numbers and dates to strings.
    private sealed class StrictStringConverter : JsonConverter<string>
    {
        public override bool CanWrite => false;

        public override string? ReadJson(
            JsonReader reader, Type objectType, string? existingValue, bool hasExistingValue,
            JsonSerializer serializer) =>
            reader.Value is null or string
                ? (string?)reader.Value
                : throw new JsonSerializationException("Expected a string.", reader.Path, Line(reader).LineNumber,
                    Line(reader).LinePosition, innerException: null);

        private static IJsonLineInfo Line(JsonReader reader) => (IJsonLineInfo)reader;

        public override void WriteJson(JsonWriter writer, string? value, JsonSerializer serializer) =>
            throw new NotSupportedException();
    }

    // Newtonsoft.Json would follow the parents of a node until the stack overflows.
    private sealed class JsonNodeConverter : JsonConverter
    {
        public override bool CanRead => false;

        public override bool CanConvert(Type objectType) => typeof(JsonNode).IsAssignableFrom(objectType);

        public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer) =>
            writer.WriteRawValue(((JsonNode)value!).ToJsonString());

        public override object ReadJson(
            JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer) =>
            throw new NotSupportedException();
    }

    // Writes UTC with an explicit Z (Activity specification, A2043).
    private sealed class TimestampConverter(bool isUtc) : IsoDateTimeConverter
    {
        public override bool CanRead => false;

        public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
        {
            if (value is not DateTimeOffset time) writer.WriteNull();
            else if (isUtc || time.Offset == TimeSpan.Zero) writer.WriteValue(time.UtcDateTime);
            else writer.WriteValue(time);
        }
    }

    private sealed class EmptyIfNullProvider(IValueProvider values) : IValueProvider
    {
        public object GetValue(object target) => values.GetValue(target) ?? Array.Empty<string>();

        public void SetValue(object target, object? value) => values.SetValue(target, value);
    }
}
