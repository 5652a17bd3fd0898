using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using RocketControl.Client.Tests.Support.Secrets;
using RocketControl.Client.Transports.Feldera;
using RocketControl.Client.Transports.Http;
using RocketControl.Client.Transports.Processes;
using RocketControl.Client.Transports.RocketRide;
using RocketControl.Client.Transports.RocketRide.Http;
using RocketControl.Client.Transports.VectorShift;

namespace RocketControl.Client.Tests.Faults.Fuzzing;

/// <summary>Properties of everything that reads text from outside: whatever it is, it is understood or refused in the library's own words.</summary>
[TestFixture]
internal sealed class TextPropertyTests
{
    private static readonly Gen<HttpReply> Replies =
        from body in Gen.OneOf(Texts.Json, Texts.Envelopes)
        from status in Gen.Choose(100, 599)
        from type in Gen.Elements("application/json", "application/problem+json", "text/html", "text/plain", "")
        select new HttpReply((HttpStatusCode)status, type, Encoding.UTF8.GetBytes(body));

    private static IEnumerable<TestCaseData> ErrorReaders =>
    [
        Reader("RocketRide", reply => HttpRefusals.Read(reply, RunOperation.Use)),
        Reader("Feldera", reply => FelderaErrors.Read(reply, RunOperation.Use, "p")),
        Reader("VectorShift", reply => VectorShiftErrors.Read(reply, RunOperation.Use)),
        Reader("processes", reply => Refusal(() => ProcessAnswerReader.Read(reply, RunOperation.GetStatus))),
    ];

    private static IEnumerable<TestCaseData> AddressReaders =>
    [
        Address("Feldera", text => FelderaEndpoint.Of(Watched.Feldera with { Endpoint = text })),
        Address("VectorShift", text => Routes.BaseAddress(Watched.VectorShift with { Endpoint = text })),
        Address("processes", text => HttpEndpoint.Parse(Watched.Processes, text, "https://host")),
    ];

    [TestCaseSource(nameof(ErrorReaders))]
    public void Any_error_answer_becomes_one_of_our_exceptions(Func<HttpReply, RunControlException?> read) => Check.One(Texts.Often, Prop.ForAll(
        Replies.ToArbitrary(), reply => read(reply) is null or { Message.Length: > 0 and < 10_000 }));

    [Test]
    public void Any_text_is_a_pipeline_or_is_refused() => Check.One(Texts.Often, Prop.ForAll(
        Texts.Json.ToArbitrary(), text => IsDecided(() => PipelineDefinition.FromJson(text))));

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
    public void Any_text_is_an_address_or_is_refused_and_an_address_is_only_a_host_and_a_port() => Check.One(Texts.Often, Prop.ForAll(
        Texts.Addresses.ToArbitrary(),
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

    [TestCaseSource(nameof(AddressReaders))]
    public void An_address_may_have_a_path_but_no_user_and_no_query(Func<string, Uri> read) => Check.One(Texts.Often, Prop.ForAll(
        Texts.Addresses.ToArbitrary(),
        text =>
        {
            try
            {
                return read(text) is { Query: "", Fragment: "", UserInfo: "" } address
                    && address.AbsolutePath.EndsWith('/')
                    && (address.Scheme == "https" || address.IsLoopback);
            }
            catch (RunInvalidArgumentException)
            {
                return true;
            }
        }));

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

    private static RunControlException? Refusal(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (RunControlException refusal)
        {
            return refusal;
        }
    }

    private static TestCaseData Reader(string system, Func<HttpReply, RunControlException?> read) => new TestCaseData(read).SetArgDisplayNames(system);

    private static TestCaseData Address(string system, Func<string, Uri> read) => new TestCaseData(read).SetArgDisplayNames(system);
}
