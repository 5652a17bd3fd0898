using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Commands;
using RocketControl.Client.Emulator.RocketRide.Pipelines;

namespace RocketControl.Client.Emulator.Tests.Pipelines;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class VariableSubstitutionTests
{
    private static readonly Dictionary<string, string> Server = new() { ["ROCKETRIDE_A"] = "server \"a\"", ["ROCKETRIDE_B"] = "b", ["OTHER"] = "x" };

    [Test]
    public void Known_names_are_replaced_unknown_ones_stay_and_others_are_redacted()
    {
        JsonObject pipeline = JsonNode.Parse("""{"n":"${ROCKETRIDE_A} ${ROCKETRIDE_NONE} ${HOME}","l":["${ROCKETRIDE_B}",1,null]}""")!.AsObject();

        JsonObject result = VariableSubstitution.Apply(pipeline, VariableSubstitution.Merge(Server, null));

        JsonNode expected = JsonNode.Parse("""{"n":"server \"a\" ${ROCKETRIDE_NONE} <REDACTED>","l":["b",1,null]}""")!;
        Assert.That(JsonNode.DeepEquals(result, expected), Is.True, result.ToJsonString());
    }

    [Test]
    public void The_callers_variables_override_the_servers_if_they_have_the_prefix()
    {
        Dictionary<string, string> merged = VariableSubstitution.Merge(Server, JsonNode.Parse("""{"ROCKETRIDE_A":"mine","HOME":"/","ROCKETRIDE_C":"c"}"""));

        Assert.That(merged, Is.EquivalentTo(new Dictionary<string, string>
        {
            ["ROCKETRIDE_A"] = "mine",
            ["ROCKETRIDE_B"] = "b",
            ["ROCKETRIDE_C"] = "c",
        }));
    }

    [Test]
    public void Variables_that_are_a_text_are_refused() =>
        Assert.That(
            () => VariableSubstitution.Merge(Server, "x"),
            Throws.TypeOf<CommandException>().With.Message.EqualTo("'str' object has no attribute 'items'"));
}
