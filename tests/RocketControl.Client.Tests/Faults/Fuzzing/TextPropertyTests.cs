using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using RocketControl.Client.Transports.Http;
using RocketControl.Client.Transports.RocketRide;
using RocketControl.Client.Transports.RocketRide.Http;

namespace RocketControl.Client.Tests.Faults.Fuzzing;

/// <summary>Properties of everything that reads text from outside: whatever it is, it is understood or refused in the library's own words.</summary>
[TestFixture]
internal sealed class TextPropertyTests
{
    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(1_000).WithEndSize(60);

    private static readonly Gen<string> JsonPieces = Gen.Elements(
        "{", "}", "[", "]", "\"", ":", ",", "null", "true", "1", "-1e999", "9223372036854775808", "\"\\ud800\"", "\"error\":", "\"message\":", "\"detail\":", "\"loc\":",
        "\"msg\":", "\"lineno\":", "\"file\":", "\"code\":", "\"pipeline\":", "\"components\":", "\"source\":", "\"project_id\":", "\"config\":", "\"mode\":\"Source\"",
        "\"id\":", "\"text\"", "//", "/*", "\n", "\u0000", "ü");

    private static readonly Gen<string> AddressPieces = Gen.Elements(
        "http", "https", "ws", "wss", "ftp", "://", ":", "//", "/", "?", "#", "@", "[", "]", "::1", "localhost", "127.0.0.1", "host", "rocketride.ai", ".", "..", "%", "%00",
        "%2F", " ", "\t", "\r\n", "\u0000", "5565", "65536", "-1", "ü", "xn--", "user:pass@", "\\");

    [Test]
    public void Any_error_answer_becomes_one_of_our_exceptions() => Check.One(Often, Prop.ForAll(
        (from body in Text(JsonPieces)
         from status in Gen.Choose(100, 599)
         from type in Gen.Elements("application/json", "text/html", "text/plain", "")
         select (body, status, type)).ToArbitrary(),
        answer => HttpRefusals.Read(new HttpReply((HttpStatusCode)answer.status, answer.type, Encoding.UTF8.GetBytes(answer.body)), RunOperation.Use).Message.Length > 0));

    [Test]
    public void Any_text_is_a_pipeline_or_is_refused() => Check.One(Often, Prop.ForAll(
        Text(JsonPieces).ToArbitrary(), text => IsDecided(() => PipelineDefinition.FromJson(text))));

    [Test]
    public void Any_bytes_are_a_pipeline_file_or_are_refused()
    {
        using var file = Support.TemporaryFile.Create("flow.pipe", "");
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll<byte[]>(bytes =>
        {
            File.WriteAllBytes(file.Path, bytes);
            return IsDecided(() => PipelineDefinition.FromFile(file.Path));
        }));
    }

    [Test]
    public void Any_text_is_an_address_or_is_refused_and_an_address_is_only_a_host_and_a_port() => Check.One(Often, Prop.ForAll(
        Text(AddressPieces).ToArbitrary(),
        text =>
        {
            try
            {
                var endpoint = RocketRideEndpoint.Parse(text);
                return endpoint.Http is { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" }
                    && endpoint.WebSocket is { AbsolutePath: "/task/service", Query: "", Fragment: "", UserInfo: "" }
                    && endpoint.Http.Host == endpoint.WebSocket.Host;
            }
            catch (RunInvalidArgumentException)
            {
                return true;
            }
        }));

    private static Gen<string> Text(Gen<string> pieces) => Gen.OneOf(
        pieces.ListOf().Select(string.Concat),
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""));

    private static bool IsDecided(Func<object> read)
    {
        try
        {
            return read() is not null;
        }
        catch (RunControlException)
        {
            return true;
        }
    }
}
