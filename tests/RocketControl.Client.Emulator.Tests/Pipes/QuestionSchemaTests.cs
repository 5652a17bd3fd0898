using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Pipes;

namespace RocketControl.Client.Emulator.Tests.Pipes;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class QuestionSchemaTests
{
    [TestCase("{}")]
    [TestCase("""{"questions":[{"text":"x","embedding":null,"extra":1}],"filter":{"objectIds":null},"role":null,"unknown":{}}""")]
    [TestCase("""{"type":"dialect","expectJson":true,"context":["c"],"goals":["g"],"history":[{"role":"user","content":"hi"}]}""")]
    [TestCase("""{"instructions":[{"subtitle":"s","instructions":"i"}],"examples":[{"given":"g","result":"r"}]}""")]
    [TestCase("""{"documents":[{"page_content":"t","context":null,"metadata":{"objectId":"o","chunkId":0,"any":null}}]}""")]
    public void A_question_may_leave_members_out_or_null(string json) =>
        Assert.That(QuestionSchema.IsQuestion(JsonNode.Parse(json)), Is.True);

    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("""{"type":"nope"}""")]
    [TestCase("""{"questions":["x"]}""")]
    [TestCase("""{"questions":{}}""")]
    [TestCase("""{"expectJson":"yes"}""")]
    [TestCase("""{"documents":[{"page_content":"t","score":null}]}""")]
    [TestCase("""{"documents":[{"page_content":"t","highlight_score":null}]}""")]
    [TestCase("""{"documents":[{"page_content":"t","embedding":null}]}""")]
    [TestCase("""{"documents":[{"page_content":"t","metadata":{"objectId":"o"}}]}""")]
    [TestCase("""{"documents":[{"page_content":"t","metadata":{"objectId":"o","chunkId":0,"isTable":null}}]}""")]
    [TestCase("""{"history":[{"role":"user"}]}""")]
    public void Wrong_types_and_the_nulls_of_documents_are_refused(string json) =>
        Assert.That(QuestionSchema.IsQuestion(JsonNode.Parse(json)), Is.False);
}
