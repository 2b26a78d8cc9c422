namespace SupportBot.BotFramework;

/// <summary>Objects shared for one turn, one of each type.</summary>
public sealed class TurnState
{
    private readonly Dictionary<Type, object> _objects = [];

    /// <summary>The object of this type, or null.</summary>
    public T? Get<T>() where T : class => (T?)_objects.GetValueOrDefault(typeof(T));

    /// <summary>Keeps an object, in place of an earlier one of the same type.</summary>
    public void Set<T>(T value) where T : class => _objects[typeof(T)] = value;
}
