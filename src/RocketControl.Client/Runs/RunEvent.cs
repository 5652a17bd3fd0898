namespace RocketControl.Client;

/// <summary>Something that happened to a watched run. More kinds may be added; ignore those that you do not know.</summary>
/// <param name="Run">The run.</param>
/// <param name="ObservedAt">When this client saw it.</param>
public abstract record RunEvent(Run Run, DateTimeOffset ObservedAt);
