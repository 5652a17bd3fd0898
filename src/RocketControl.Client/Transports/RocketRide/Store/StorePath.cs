using System.Buffers;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>Checks paths of the store before anything is sent (RocketRide protocol §3.7).</summary>
internal static class StorePath
{
    private static readonly SearchValues<char> Forbidden =
        SearchValues.Create("*?<>|\":\0\u0001\u0002\u0003\u0004\u0005\u0006\a\b\t\n\v\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f");

    private static readonly SearchValues<char> Separators = SearchValues.Create("/\\");

    /// <summary>A path that must name something below the root.</summary>
    /// <exception cref="RunInvalidArgumentException">It does not, or is not allowed.</exception>
    public static string Require(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.AsSpan().ContainsAnyExcept(Separators) ? RequireAllowed(path) : throw Invalid("The path is empty.");
    }

    /// <summary>A path that may be the root, as an empty text or a slash.</summary>
    /// <exception cref="RunInvalidArgumentException">It is not allowed.</exception>
    public static string RequireAllowed(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Split('/', '\\').Contains(".."))
            throw Invalid($"The path '{path}' has '..' in it; paths start at the user's own root and cannot leave it.");
        return path.AsSpan().ContainsAny(Forbidden)
            ? throw Invalid($"The path '{Printable(path)}' has a character that the store does not allow: * ? < > | \" : or a control character.")
            : path;
    }

    /// <summary>A part of a file's name, such as an id.</summary>
    /// <exception cref="RunInvalidArgumentException">It is empty, or has separators or other characters that are not allowed.</exception>
    public static string RequireName(string name, string what)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (string.IsNullOrWhiteSpace(name) || name is "." or "..")
            throw Invalid($"The {what} '{name}' cannot be part of a file's name.");
        return name.AsSpan().ContainsAny(Separators) || name.AsSpan().ContainsAny(Forbidden)
            ? throw Invalid($"The {what} '{Printable(name)}' has a character that no file's name may have: / \\ * ? < > | \" : or a control character.")
            : name;
    }

    private static string Printable(string text) => string.Concat(text.Select(character => char.IsControl(character) ? '\uFFFD' : character));

    private static RunInvalidArgumentException Invalid(string message) =>
        new(message, new RunErrorContext(RunBackend.RocketRide, RunOperation.Store));
}
