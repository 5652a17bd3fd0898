namespace RocketControl.Client.Tests.Faults.Hostile;

/// <summary>Texts that break what pastes them together.</summary>
internal static class HostileText
{
    /// <summary>A header that nobody sends; where it arrives, somebody has smuggled it in.</summary>
    public const string Smuggled = "X-Smuggled";

    public static IEnumerable<TestCaseData> All =>
    [
        Named("a line end and a header", $"a\r\n{Smuggled}: 1"),
        Named("a line feed and a header", $"a\n{Smuggled}: 1"),
        Named("a whole second request", $"a HTTP/1.1\r\nHost: x\r\n\r\nGET /{Smuggled} HTTP/1.1\r\n{Smuggled}: 1\r\n\r\n"),
        Named("quotes", "a\"; filename=\"b"),
        Named("single quotes and a backslash", "a'\\\"b"),
        Named("folders up", "../../../etc/passwd"),
        Named("percent signs", "%0d%0a%00%2e%2e%2f%"),
        Named("a query of its own", "a&token=b&auth=c#d?e"),
        Named("a NUL", "a\0b"),
        Named("half of a surrogate pair", "a\ud800b"),
        Named("a right-to-left override", "a\u202Eb"),
        Named("a million characters", new string('x', 1_000_000)),
        Named("JSON", "\"},\"command\":\"terminate\",\"x\":{\""),
        Named("only spaces", "   "),
    ];

    private static TestCaseData Named(string name, string text) => new TestCaseData(text).SetArgDisplayNames(name);
}
