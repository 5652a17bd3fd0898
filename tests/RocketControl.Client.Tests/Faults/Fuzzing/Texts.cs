using FsCheck;
using FsCheck.Fluent;

namespace RocketControl.Client.Tests.Faults.Fuzzing;

/// <summary>Texts made of what readers look for, and any others.</summary>
internal static class Texts
{
    public static Config Often { get; } = Config.QuickThrowOnFailure.WithMaxTest(1_000).WithEndSize(60);

    public static Gen<string> Json { get; } = Of(
        "{", "}", "[", "]", "\"", ":", ",", "null", "true", "1", "-1e999", "9223372036854775808", "\"\\ud800\"", "\"error\":", "\"message\":", "\"detail\":", "\"loc\":",
        "\"msg\":", "\"lineno\":", "\"file\":", "\"code\":", "\"pipeline\":", "\"components\":", "\"source\":", "\"project_id\":", "\"config\":", "\"mode\":\"Source\"",
        "\"id\":", "\"text\"", "//", "/*", "\n", "\u0000", "ü");

    public static Gen<string> Addresses { get; } = Of(
        "http", "https", "ws", "wss", "ftp", "://", ":", "//", "/", "?", "#", "@", "[", "]", "::1", "localhost", "127.0.0.1", "host", "rocketride.ai", ".", "..", "%", "%00",
        "%2F", " ", "\t", "\r\n", "\u0000", "5565", "65536", "-1", "ü", "xn--", "user:pass@", "\\");

    /// <summary>Whole answers of servers: objects with the members that errors have, each of any kind.</summary>
    public static Gen<string> Envelopes { get; } =
        from names in Gen.Elements("error", "error_code", "message", "detail", "details", "errors", "status", "code", "loc", "msg", "num_errors", "parse_errors").ListOf()
        from values in Gen.Elements(
            "null", "7", "9223372036854775808", "1e999", "\"\"", "\"text\"", "\"\\ud800\"", "[]", "{}", "[{\"msg\":1}]", "[null,\"a\",{\"error\":{}}]",
            "{\"message\":\"inner\"}", "\"PipelineInteractionNotDeployed\"", "\"UnknownPipelineName\"", "\"ParseErrors\"", "\"Process not found\"",
            "\"Server error: 415\"", "\"already terminated\"", "true", "{\"errors\":[7],\"num_errors\":\"x\"}").ListOf(names.Count)
        select $"{{{string.Join(',', names.Zip(values, (name, value) => $"\"{name}\":{value}"))}}}";

    public static Gen<string> Events { get; } = Of(
        "data: ", "data:", "event: error", "event: ", "id: 1", "retry: x", ": comment", "\n", "\r\n", "\r", "\n\n", "{\"type\":\"stream\",", "\"run_id\":\"r\",", "\"status\":\"completed\"}",
        "\"output_name\":\"a\",\"output_value\":1}", "{}", "[DONE]", "\"outputs\":{\"a\":[]}}", "\uFEFF", "ü", "\u0000");

    /// <summary>How a reader gets the bytes: piece by piece, in sizes of between one and seven.</summary>
    public static Gen<IReadOnlyList<int>> Cuts { get; } = Gen.Choose(1, 7).NonEmptyListOf().Select(sizes => (IReadOnlyList<int>)[.. sizes]);

    private static Gen<string> Of(params string[] pieces) => Gen.OneOf(
        Gen.Elements(pieces).ListOf().Select(string.Concat),
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""));
}
