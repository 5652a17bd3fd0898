using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Tests.Conformance.Playing;

[TestFixture]
internal sealed class SubstitutionsTests
{
    private const string RecordedProject = "ed860452-c381-49cf-a8a9-dcc48f64c4c5";
    private const string ActualProject = "00000000-1111-2222-3333-444444444444";

    private Substitutions _substitutions = null!;

    [SetUp]
    public void SetUp() => _substitutions = new Substitutions();

    [Test]
    public void A_project_that_the_server_made_up_brings_its_token_with_it()
    {
        _substitutions.Learn(Reply(RecordedProject, "tk_recorded"), Reply(ActualProject, "tk_actual"));

        JsonNode? applied = _substitutions.Apply(JsonNode.Parse("""{"arguments":{"token":"tk_recorded","list":["tk_recorded.x"]}}"""));

        Assert.That(applied!.ToJsonString(), Is.EqualTo("""{"arguments":{"token":"tk_actual","list":["tk_actual.x"]}}"""));
    }

    [Test]
    public void The_token_of_a_project_that_the_client_named_has_to_be_the_recorded_one()
    {
        _substitutions.NoteSent(JsonNode.Parse($$$"""{"pipeline":{"project_id":"{{{RecordedProject}}}"}}"""));

        _substitutions.Learn(Reply(RecordedProject, "tk_recorded"), Reply(ActualProject, "tk_actual"));

        Assert.That(_substitutions.Apply("tk_recorded"), Is.EqualTo("tk_recorded"));
    }

    [Test]
    public void A_token_is_not_learned_when_the_project_is_the_same()
    {
        _substitutions.Learn(Reply("named", "tk_recorded"), Reply("named", "tk_actual"));

        Assert.That(_substitutions.Apply("tk_recorded"), Is.EqualTo("tk_recorded"));
    }

    [Test]
    public void A_handle_is_learned()
    {
        _substitutions.Learn(
            JsonNode.Parse($$$"""{"body":{"handle":"{{{RecordedProject}}}"}}"""), JsonNode.Parse($$$"""{"body":{"handle":"{{{ActualProject}}}"}}"""));

        Assert.That(_substitutions.Apply(RecordedProject), Is.EqualTo(ActualProject));
    }

    [Test]
    public void Nothing_is_learned_from_a_reply_that_did_not_come()
    {
        _substitutions.Learn(Reply(RecordedProject, "tk_recorded"), null);

        Assert.That(_substitutions.Apply(RecordedProject), Is.EqualTo(RecordedProject));
    }

    private static JsonNode? Reply(string project, string token) =>
        JsonNode.Parse($$$"""{"body":{"projectId":"{{{project}}}","token":"{{{token}}}"}}""");
}
