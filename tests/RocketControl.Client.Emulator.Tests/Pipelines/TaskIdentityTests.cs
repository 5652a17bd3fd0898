using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Pipelines;

namespace RocketControl.Client.Emulator.Tests.Pipelines;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class TaskIdentityTests
{
    [TestCase("\"e612b741-748c-4b35-a8b7-186797a8ea42\"", "tk_1b4bbac062687abd2f25ecf1f535d7e2", "pk_0f8ac5fd49d55285fe44f3881b0ee0a9")]
    [TestCase("\"prøjekt-☃\"", "tk_459e6dbf94e853ccef5051b4eada4d4a", "pk_3589bd72f36a7fe850b9eef581cc0c7b")]
    [TestCase("12345", "tk_2553ad55d869d5581cd311e24943984e", "pk_f0957e92bbb3759185d784608ff2c34d")]
    public void Tokens_are_digests_of_project_source_and_user(string projectId, string token, string publicToken)
    {
        var identity = TaskIdentity.Create(JsonNode.Parse(projectId), "webhook_1", "webhook", "local", customToken: null);

        Assert.Multiple(() =>
        {
            Assert.That(identity.Token, Is.EqualTo(token));
            Assert.That(identity.PublicToken, Is.EqualTo(publicToken));
            Assert.That(identity.ProjectId.ToJsonString(), Is.EqualTo(JsonNode.Parse(projectId)!.ToJsonString()));
        });
    }

    [TestCase("MY-1", "MY-1.s")]
    [TestCase("tk_short", "short.s")]
    [TestCase("pk_0123456789", "01234567.s")]
    [TestCase("UPLOAD_TASK", "UPLOAD_T.s")]
    [TestCase("", ".s")]
    public void The_id_is_the_start_of_the_token_and_the_source(string token, string id)
    {
        var identity = TaskIdentity.Create("p", "s", "webhook", "local", token);

        Assert.That((identity.Token, identity.Id), Is.EqualTo((token, id)));
    }

    [TestCase(null)]
    [TestCase("\"\"")]
    [TestCase("0")]
    public void A_missing_project_id_is_invented(string? projectId)
    {
        var identity = TaskIdentity.Create(projectId is null ? null : JsonNode.Parse(projectId), "s", "webhook", "local", customToken: null);

        Assert.That(Guid.TryParse(identity.Project, out _), Is.True);
    }

    [TestCase("""{"b":"\u00fc\ud83d\ude00","a":[1,2.50,null,true]}""", """{"a": [1, 2.50, null, true], "b": "\u00fc\ud83d\ude00"}""")]
    [TestCase("""{"t":"\"\\\n\r\t\b\f\u0001\u007f/"}""", """{"t": "\"\\\n\r\t\b\f\u0001\u007f/"}""")]
    [TestCase("{}", "{}")]
    public void Digests_are_taken_of_JSON_as_Python_writes_it(string json, string expected) =>
        Assert.That(PythonJson.Dumps(JsonNode.Parse(json)), Is.EqualTo(expected));
}
