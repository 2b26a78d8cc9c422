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
/// Reads and writes activities as JSON: names in any casing are read, camelCase is written. Nulls and empty lists are
/// omitted, except those of suggested actions, which Microsoft's schemas require.
/// </summary>
public static class ActivityJson
{
    /// <summary>
    /// The number of entities that an activity may have: several times what the clients of any channel send.
    /// </summary>
    public const int MaxEntities = 100;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly JsonSerializer Serializer = JsonSerializer.Create(Settings(new JsonSerializerSettings()));

    /// <summary>Reads one activity that somebody sent.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="activity">The activity, where it could be read.</param>
    /// <param name="error">Otherwise what is wrong, fit to be shown to the sender.</param>
    public static bool TryRead(ReadOnlySpan<byte> json, out Activity activity, out string error)
    {
        activity = null!;
        try
        {
            StrictJson.Check(json);
            activity = Read(json);
            error = HasGaps(activity) ? "A list of an activity must not hold null."
                : activity.Entities?.Count > MaxEntities ? $"An activity may have {MaxEntities} entities at most."
                : "";
        }
        catch (JsonException e)
        {
            error = $"The body cannot be read as an activity at line {e.LineNumber + 1}, byte {e.BytePositionInLine}. "
                + "Send a JSON object in UTF-8 with each member at most once, and members of the documented types.";
        }
        return error.Length == 0;
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">The text is no activity.</exception>
    public static Activity Read(ReadOnlySpan<byte> json)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(Utf8.GetString(json)));
            return Serializer.Deserialize<Activity>(reader)
                ?? throw new JsonException("null is no activity.", null, 0, 0);
        }
        catch (DecoderFallbackException e)
        {
            throw new JsonException("The text is no UTF-8.", null, 0, e.Index, e);
        }
        catch (JsonReaderException e)
        {
            throw new JsonException("The text is no activity.", e.Path, e.LineNumber - 1, e.LinePosition, e);
        }
        catch (JsonSerializationException e)
        {
            throw new JsonException("The text is no activity.", e.Path, e.LineNumber - 1, e.LinePosition, e);
        }
    }

    /// <summary>Writes one activity as UTF-8.</summary>
    public static byte[] Write(Activity activity) => WriteValue(activity);

    /// <summary>Writes any value of an activity as UTF-8.</summary>
    internal static byte[] WriteValue(object value)
    {
        using var buffer = new MemoryStream(1024);
        using (var text = new StreamWriter(buffer, Utf8, bufferSize: 1024, leaveOpen: true))
            Serializer.Serialize(text, value);
        return buffer.ToArray();
    }

    /// <summary>Makes settings write and read as this class does.</summary>
    internal static JsonSerializerSettings Settings(JsonSerializerSettings settings)
    {
        settings.ContractResolver = ActivityContracts.Instance;
        settings.NullValueHandling = NullValueHandling.Ignore;
        // Newtonsoft.Json would turn every text that looks like a date into one.
        settings.DateParseHandling = DateParseHandling.None;
        settings.FloatParseHandling = FloatParseHandling.Decimal;
        settings.DateTimeZoneHandling = DateTimeZoneHandling.RoundtripKind;
        settings.Culture = CultureInfo.InvariantCulture;
        settings.MaxDepth = 128;
        // Members such as $type are data like any other.
        settings.MetadataPropertyHandling = MetadataPropertyHandling.Ignore;
        settings.Converters.Add(new StrictString());
        settings.Converters.Add(new SystemTextJson());
        return settings;
    }

    private static bool HasGaps(Activity activity) =>
        Contains(activity.Attachments) || Contains(activity.Entities) || Contains(activity.MembersAdded)
        || Contains(activity.MembersRemoved) || Contains(activity.ReactionsAdded) || Contains(activity.ReactionsRemoved)
        || Contains(activity.SuggestedActions?.Actions);

    private static bool Contains<T>(IList<T>? list) where T : class => list?.Contains(null!) == true;

    private sealed class ActivityContracts : DefaultContractResolver
    {
        public static readonly ActivityContracts Instance = new();

        protected override JsonProperty CreateProperty(MemberInfo member, MemberSerialization memberSerialization)
        {
            var property = base.CreateProperty(member, memberSerialization);
            var (type, values) = (property.PropertyType!, property.ValueProvider!);
            // Readers of streams, and people, look for the type first.
            if (member.Name == nameof(Activity.Type)) property.Order = -2;
            if (type == typeof(DateTimeOffset?))
                property.Converter = new Timestamp(member.Name == nameof(Activity.Timestamp));
            if (property.DeclaringType == typeof(SuggestedActions))
            {
                if (member.Name == nameof(SuggestedActions.To)) property.ValueProvider = new EmptyIfNull(values);
            }
            else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IList<>))
                property.ShouldSerialize = owner => values.GetValue(owner) is not ICollection { Count: 0 };
            return property;
        }
    }

    /// <summary>Newtonsoft.Json would take a number or a date for a text.</summary>
    private sealed class StrictString : JsonConverter<string>
    {
        public override bool CanWrite => false;

        public override string? ReadJson(
            JsonReader reader,
            Type objectType,
            string? existingValue,
            bool hasExistingValue,
            JsonSerializer serializer
        ) =>
            reader.Value is null or string
                ? (string?)reader.Value
                : throw new JsonSerializationException("Expected a text.", reader.Path, Line(reader).LineNumber,
                    Line(reader).LinePosition, innerException: null);

        private static IJsonLineInfo Line(JsonReader reader) => (IJsonLineInfo)reader;

        public override void WriteJson(JsonWriter writer, string? value, JsonSerializer serializer) =>
            throw new NotSupportedException();
    }

    /// <summary>Newtonsoft.Json would follow the parents of a node until the stack overflows.</summary>
    private sealed class SystemTextJson : JsonConverter
    {
        public override bool CanRead => false;

        public override bool CanConvert(Type objectType) => typeof(JsonNode).IsAssignableFrom(objectType);

        public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer) =>
            writer.WriteRawValue(((JsonNode)value!).ToJsonString());

        public override object ReadJson(
            JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer) =>
            throw new NotSupportedException();
    }

    /// <summary>Writes UTC with an explicit Z (Activity specification, A2043).</summary>
    private sealed class Timestamp(bool isUtc) : IsoDateTimeConverter
    {
        public override bool CanRead => false;

        public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
        {
            if (value is not DateTimeOffset time) writer.WriteNull();
            else if (isUtc || time.Offset == TimeSpan.Zero) writer.WriteValue(time.UtcDateTime);
            else writer.WriteValue(time);
        }
    }

    private sealed class EmptyIfNull(IValueProvider values) : IValueProvider
    {
        public object GetValue(object target) => values.GetValue(target) ?? Array.Empty<string>();

        public void SetValue(object target, object? value) => values.SetValue(target, value);
    }
}
