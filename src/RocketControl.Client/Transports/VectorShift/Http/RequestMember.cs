namespace RocketControl.Client.Transports.VectorShift;

/// <summary>A member of a request's body: texts, of which there are several only in a list, or JSON.</summary>
internal sealed record RequestMember(string Name)
{
    public IReadOnlyList<string> Texts { get; private init; } = [];

    public bool IsList { get; private init; }

    /// <summary>JSON; null when it is made of texts.</summary>
    public ReadOnlyMemory<byte>? Json { get; private init; }

    public static RequestMember Text(string name, string text) => new(name) { Texts = [text] };

    public static RequestMember List(string name, params IReadOnlyList<string> texts) => new(name) { Texts = texts, IsList = true };

    public static RequestMember OfJson(string name, ReadOnlyMemory<byte> json) => new(name) { Json = json };
}
