using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SupportBot.BotFramework.Schema;

/// <summary>
/// Reads and writes the protocol's JSON: names in any casing are read, camelCase is written; nulls and empty lists
/// are left out, but not those of suggested actions. A member that occurs twice is refused, since two readers could see two different activities.
/// </summary>
public static class ActivityJson
{
    /// <summary>The number of entities that an activity may have: several times what the clients of any channel send.</summary>
    public const int MaxEntities = 100;

    private static readonly JsonTypeInfo<Activity> Reading = TypeInfo(ActivityJsonContext.Default);
    private static readonly JsonTypeInfo<Activity> Writing = TypeInfo(ActivityJsonContext.Default.WithAddedModifier(OmitEmptyLists).WithAddedModifier(FurtherMembers.Use));

    /// <summary>Reads one activity that somebody sent.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="activity">The activity, where it could be read.</param>
    /// <param name="error">Else what is wrong, fit to be shown to the sender.</param>
    public static bool TryRead(ReadOnlySpan<byte> json, out Activity activity, out string error)
    {
        activity = null!;
        error = "The body must be one activity: a JSON object.";
        try
        {
            RefuseBrokenText(json);
            if (JsonSerializer.Deserialize(json, Reading) is not { } read) return false;
            activity = read;
            error = HasGaps(read) ? "A list of an activity must not hold null."
                : read.Entities?.Count > MaxEntities ? $"An activity may have {MaxEntities} entities at most."
                : "";
            return error.Length == 0;
        }
        catch (ArgumentException)
        {
            // How JsonNode tells of a second member of one name (dotnet/runtime issue 123882).
            error = "The body holds a member twice. Send each member at most once.";
            return false;
        }
        catch (JsonException e)
        {
            error = $"The body cannot be read as an activity at line {(e.LineNumber ?? 0) + 1}, byte {e.BytePositionInLine ?? 0}{(e.Path is { Length: > 1 } path ? $" ({path})" : "")}. Send UTF-8 JSON with each member at most once.";
            return false;
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">The text is something else.</exception>
    public static Activity Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, Reading) ?? throw new JsonException("null is no activity.");

    /// <summary>Writes one activity as UTF-8.</summary>
    public static byte[] Write(Activity activity) => JsonSerializer.SerializeToUtf8Bytes(activity, Writing);

    private static JsonTypeInfo<Activity> TypeInfo(IJsonTypeInfoResolver resolver)
    {
        var options = new JsonSerializerOptions(ActivityJsonContext.Default.Options)
        {
            AllowDuplicateProperties = false,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = resolver,
        };
        return (JsonTypeInfo<Activity>)options.GetTypeInfo(typeof(Activity));
    }

    private static void OmitEmptyLists(JsonTypeInfo type)
    {
        if (type.Type == typeof(SuggestedActions)) return;
        foreach (var property in type.Properties.Where(p => typeof(System.Collections.ICollection).IsAssignableFrom(p.PropertyType) || IsList(p.PropertyType)))
            property.ShouldSerialize = (_, value) => value is System.Collections.ICollection { Count: > 0 };
    }

    private static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IList<>);

    private static bool HasGaps(Activity activity) =>
        Contains(activity.Attachments) || Contains(activity.Entities) || Contains(activity.MembersAdded) || Contains(activity.MembersRemoved)
        || Contains(activity.ReactionsAdded) || Contains(activity.ReactionsRemoved) || Contains(activity.SuggestedActions?.Actions);

    private static bool Contains<T>(IList<T>? list) where T : class => list?.Contains(null!) == true;

    /// <summary>
    /// An escape such as \uD800 alone is valid JSON but no text, and would fail only when somebody reads the member;
    /// members that nobody names are read by whoever replays the log.
    /// </summary>
    private static void RefuseBrokenText(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (!reader.ValueIsEscaped) continue;
            try
            {
                _ = reader.GetString();
            }
            catch (InvalidOperationException e)
            {
                throw new JsonException("A \\u escape is half a character.", null, null, reader.TokenStartIndex, e);
            }
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Activity))]
internal sealed partial class ActivityJsonContext : JsonSerializerContext;
