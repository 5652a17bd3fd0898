using System.Net;
using System.Text;
using System.Text.Json;
using RocketControl.Client.Transports.Http;
using RocketControl.Client.Transports.VectorShift;

namespace RocketControl.Client.Tests.VectorShift;

/// <summary>What each answer that is an error stands for (VectorShift protocol §1, §4; run model §3).</summary>
[TestFixture]
internal sealed class RefusalTests
{
    [TestCase(400, RunOperation.Use, typeof(PipelineInvalidException))]
    [TestCase(422, RunOperation.Use, typeof(PipelineInvalidException))]
    [TestCase(404, RunOperation.Use, typeof(PipelineInvalidException))]
    [TestCase(400, RunOperation.Terminate, typeof(RunInvalidStateException))]
    [TestCase(400, RunOperation.GetPipeline, typeof(RunInvalidArgumentException))]
    [TestCase(401, RunOperation.Use, typeof(RunAuthenticationException))]
    [TestCase(403, RunOperation.Use, typeof(RunPermissionException))]
    [TestCase(404, RunOperation.GetPipeline, typeof(RunNotFoundException))]
    [TestCase(409, RunOperation.Pause, typeof(RunConflictException))]
    [TestCase(429, RunOperation.Use, typeof(RunRateLimitedException))]
    [TestCase(500, RunOperation.Terminate, typeof(RunServerException))]
    [TestCase(502, RunOperation.Terminate, typeof(RunUnavailableException))]
    [TestCase(503, RunOperation.Terminate, typeof(RunUnavailableException))]
    [TestCase(504, RunOperation.Terminate, typeof(RunUnavailableException))]
    [TestCase(302, RunOperation.Use, typeof(RunProtocolException))]
    [TestCase(405, RunOperation.Use, typeof(RunProtocolException))]
    public void A_status_stands_for_an_exception(int status, RunOperation operation, Type exception)
    {
        var refusal = VectorShiftErrors.Read(Reply(status, """{"status":"failed","error":"words"}"""), operation);

        Assert.Multiple(() =>
        {
            Assert.That(refusal, Is.TypeOf(exception));
            Assert.That(refusal.ServerMessage, Is.EqualTo("words"));
            Assert.That(refusal.Message, Does.Contain("words"));
            Assert.That((int)refusal.HttpStatus!, Is.EqualTo(status));
            Assert.That(refusal.Backend, Is.EqualTo(RunBackend.VectorShift));
        });
    }

    [TestCase(400)]
    [TestCase(404)]
    [TestCase(500)]
    public void The_words_decide_before_the_status(int status)
    {
        Assert.That(Refuse(status, "Run not found", RunOperation.Terminate), Is.TypeOf<RunNotFoundException>());
        Assert.That(Refuse(status, "run has already completed", RunOperation.Terminate), Is.TypeOf<RunAlreadyTerminatedException>());
        Assert.That(Refuse(status, "Run is not running", RunOperation.Pause), Is.TypeOf<RunInvalidStateException>());
    }

    [TestCase("""{"error":"a","message":"b","detail":"c","errors":["d"]}""", "a")]
    [TestCase("""{"message":"b","detail":"c","errors":["d"]}""", "b")]
    [TestCase("""{"detail":"c","errors":["d"]}""", "c")]
    [TestCase("""{"errors":["d","e"]}""", "d; e")]
    [TestCase("""{"error":null,"message":"b"}""", "b")]
    [TestCase("""{"error":"","message":"b"}""", "b")]
    [TestCase("""{"error":{"message":"inner"}}""", "inner")]
    [TestCase("""{"detail":[{"loc":["body"],"msg":"field required"}]}""", "field required")]
    [TestCase("""{"errors":[{"error":"x"},{"code":7}]}""", """x; {"code":7}""")]
    [TestCase("""{"error":17}""", "17")]
    [TestCase("""{"error":"two\nlines"}""", "two lines")]
    public void The_words_are_the_first_that_there_are(string body, string words) =>
        Assert.That(VectorShiftErrors.Read(Reply(400, body), RunOperation.Use).ServerMessage, Is.EqualTo(words));

    [TestCase("<html><body>502 Bad Gateway</body></html>", "<html><body>502 Bad Gateway</body></html>")]
    [TestCase("", null)]
    [TestCase("{}", null)]
    [TestCase("[]", null)]
    [TestCase("{\"error\":\"cut o", "{\"error\":\"cut o")]
    public void A_body_that_is_something_else_is_no_second_failure(string body, string? words)
    {
        var refusal = VectorShiftErrors.Read(Reply(502, body, "text/html"), RunOperation.Use);

        Assert.That(refusal, Is.TypeOf<RunUnavailableException>());
        Assert.That(refusal.ServerMessage, Is.EqualTo(words));
    }

    [TestCase(400, RunOperation.Use)]
    [TestCase(404, RunOperation.Use)]
    [TestCase(404, RunOperation.Terminate)]
    [TestCase(405, RunOperation.GetPipeline)]
    public void A_web_page_in_place_of_a_refusal_is_no_answer_of_VectorShift(int status, RunOperation operation)
    {
        var refusal = VectorShiftErrors.Read(Reply(status, "<html><body>404 Not Found</body></html>", "text/html"), operation);

        Assert.That(refusal, Is.TypeOf<RunProtocolException>());
        Assert.That(refusal.Message, Does.Contain("VectorShiftOptions.Endpoint").And.Not.Contain("<html>"));
    }

    [Test]
    public void Words_are_cut_to_a_length_that_fits_a_message() =>
        Assert.That(Refuse(400, new string('x', 5000), RunOperation.Use).ServerMessage, Has.Length.EqualTo(501));

    [TestCase(RunOperation.Use, typeof(RunFailedException))]
    [TestCase(RunOperation.Terminate, typeof(RunTerminationFailedException))]
    [TestCase(RunOperation.Pause, typeof(RunInvalidStateException))]
    [TestCase(RunOperation.Resume, typeof(RunInvalidStateException))]
    [TestCase(RunOperation.GetPipeline, typeof(RunServerException))]
    public void A_200_that_says_failed_is_a_failure(RunOperation operation, Type exception)
    {
        using var answer = JsonDocument.Parse("""{"status":"failed"}""");

        Assert.That(VectorShiftErrors.IsFailed(answer.RootElement));
        Assert.That(VectorShiftErrors.OfFailedReply(answer.RootElement, operation), Is.TypeOf(exception));
    }

    [TestCase("""{"status":"success"}""")]
    [TestCase("""{"status":null}""")]
    [TestCase("""{}""")]
    [TestCase("""{"status":"fine"}""")]
    public void Only_failed_is_a_failure(string body)
    {
        using var answer = JsonDocument.Parse(body);

        Assert.That(VectorShiftErrors.IsFailed(answer.RootElement), Is.False);
    }

    private static RunControlException Refuse(int status, string words, RunOperation operation) =>
        VectorShiftErrors.Read(Reply(status, JsonSerializer.Serialize(new { status = "failed", error = words })), operation);

    private static HttpReply Reply(int status, string body, string type = "application/json") => new((HttpStatusCode)status, type, Encoding.UTF8.GetBytes(body));
}
