namespace RocketControl.Client.Hosting.Clients;

/// <summary>That a client was registered, and where its settings come from.</summary>
/// <param name="Name">Its name; empty for the one without a name.</param>
/// <param name="SectionPath">The path of its section in the configuration; null when its options come from code.</param>
internal sealed record ClientRegistration(string Name, string? SectionPath)
{
    /// <summary>The name of its handlers at the factory of HTTP clients.</summary>
    public string HttpName => Name.Length == 0 ? "RunControl" : $"RunControl:{Name}";

    /// <summary>How people are told of it.</summary>
    public override string ToString() => $"{(Name.Length == 0 ? "the run control client without a name" : $"the run control client '{Name}'")}{Origin}";

    private string Origin => SectionPath is null ? "" : $" (section {SectionPath})";
}
