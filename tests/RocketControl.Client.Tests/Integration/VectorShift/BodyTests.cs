using System.Text.Json.Nodes;
using RocketControl.Client.Tests.Data.Support;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.VectorShift;

/// <summary>What the server makes of the bodies, in each of the formats that it takes (VectorShift protocol §1, §2).</summary>
[TestFixture(VectorShiftBodyFormat.Json)]
[TestFixture(VectorShiftBodyFormat.Multipart)]
[TestFixture(VectorShiftBodyFormat.Form)]
internal sealed class BodyTests(VectorShiftBodyFormat format) : VectorShiftTests
{
    protected override VectorShiftOptions ClientOptions => base.ClientOptions with { BodyFormat = format };

    [Test]
    public async Task Inputs_of_every_type_arrive()
    {
        await StartAsync(
            "endless",
            ("text", "Grüße \"🚀\" & = %\n"),
            ("empty", ""),
            ("integer", 9_007_199_254_740_993L),
            ("number", 1.5),
            ("truth", true),
            ("nothing", VectorShiftValue.Null),
            ("array", VectorShiftValue.FromArray(1, "two", false, VectorShiftValue.FromArray())),
            ("map", VectorShiftValue.FromMap(new Dictionary<string, VectorShiftValue> { ["a"] = 1, ["b"] = "c" })),
            ("json", VectorShiftValue.FromJson(new JsonObject { ["deep"] = new JsonArray(1, null) })));

        var inputs = Server.Runs.Single().Inputs;
        Assert.Multiple(() =>
        {
            Assert.That((string?)inputs["text"], Is.EqualTo("Grüße \"🚀\" & = %\n"));
            Assert.That((string?)inputs["empty"], Is.Empty);
            Assert.That(inputs["integer"]!.ToJsonString(), Is.EqualTo("9007199254740993"));
            Assert.That((double)inputs["number"]!, Is.EqualTo(1.5));
            Assert.That((bool)inputs["truth"]!, Is.True);
            Assert.That(inputs.ContainsKey("nothing") && inputs["nothing"] is null);
            Assert.That(inputs["array"]!.ToJsonString(), Is.EqualTo("""[1,"two",false,[]]"""));
            Assert.That(inputs["map"]!.ToJsonString(), Is.EqualTo("""{"type":"map","items":{"a":1,"b":"c"}}"""));
            Assert.That(inputs["json"]!.ToJsonString(), Is.EqualTo("""{"deep":[1,null]}"""));
        });
    }

    [Test]
    public async Task A_file_arrives_with_its_name_type_and_bytes()
    {
        byte[] bytes = [.. Enumerable.Range(0, 70_000).Select(number => (byte)number)];

        await StartAsync("endless", ("scan", VectorShiftValue.FromFile(RunContent.FromStream(new MemoryStream(bytes)), "scan 1.pdf")));

        var file = Server.Runs.Single().Inputs["scan"]!;
        Assert.Multiple(() =>
        {
            Assert.That((string?)file["type"], Is.EqualTo("file"));
            Assert.That(Convert.FromBase64String((string)file["raw_bytes"]!), Is.EqualTo(bytes));
            Assert.That((string?)file["metadata"]!["name"], Is.EqualTo("scan 1.pdf"));
            Assert.That((string?)file["metadata"]!["mime_type"], Is.EqualTo("application/pdf"));
        });
    }

    [Test]
    public async Task A_file_inside_a_map_arrives_too()
    {
        var map = VectorShiftValue.FromMap(new Dictionary<string, VectorShiftValue> { ["f"] = VectorShiftValue.FromFile(RunContent.FromText("abc"), "a.txt") });

        await StartAsync("endless", ("map", map));

        Assert.That((string?)Server.Runs.Single().Inputs["map"]!["items"]!["f"]!["raw_bytes"], Is.EqualTo("YWJj"));
    }

    [Test]
    public async Task A_file_of_this_machine_arrives()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Add("note.txt", "hello");

        await StartAsync("endless", ("note", VectorShiftValue.FromFile(path)));

        Assert.That((string?)Server.Runs.Single().Inputs["note"]!["raw_bytes"], Is.EqualTo(Convert.ToBase64String("hello"u8)));
    }

    [Test]
    public async Task A_file_that_is_not_there_starts_nothing()
    {
        var exception = await Client.UseAsync(Pipeline("endless", ("a", VectorShiftValue.FromFile("/no/such/file.txt")))).FailsWith<RunContentException>();

        Assert.That(exception.OutcomeUnknown, Is.False);
        Assert.That(Server.Runs, Is.Empty);
    }

    [Test]
    public async Task A_run_is_paused_resumed_and_terminated_in_this_format()
    {
        var run = await StartAsync();

        await Client.PauseAsync(run).Soon();
        await Client.ResumeAsync(run).Soon();
        var end = await Client.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true }).Soon();

        Assert.That(end.FinalStatus?.State, Is.EqualTo(RunState.Cancelled));
        Assert.That(Server.ReceivedRequests.Select(request => request.Headers["Content-Type"].Split(';')[0]), Is.All.EqualTo(format switch
        {
            VectorShiftBodyFormat.Json => "application/json",
            VectorShiftBodyFormat.Form => "application/x-www-form-urlencoded",
            _ => "multipart/form-data",
        }));
    }

    [Test]
    public async Task Many_runs_are_made_in_this_format()
    {
        var results = await Transport.BulkRunAsync("echo", [new Dictionary<string, VectorShiftValue> { ["a"] = "b" }]).Soon();

        Assert.That(results.Single().Outputs["a"].GetString(), Is.EqualTo("b"));
    }

    [TestCase(VectorShiftFilePartName.Prefixed, "inputs.scan")]
    [TestCase(VectorShiftFilePartName.Plain, "scan")]
    public async Task A_file_s_part_has_the_name_of_choice(VectorShiftFilePartName naming, string name)
    {
        var transport = NewTransport(ClientOptions with { FilePartName = naming });

        await transport.RunAsync(Pipeline("echo", ("scan", VectorShiftValue.FromFile(RunContent.FromText("abc"), "a \"b\".txt")))).Soon();

        Assert.That(
            Server.ReceivedRequests.Single().Body,
            format == VectorShiftBodyFormat.Multipart ? Does.Contain($"name=\"{name}\"; filename=\"a %22b%22.txt\"") : Does.Not.Contain("filename"));
    }

    [Test]
    public async Task A_file_that_is_too_large_to_be_read_whole_goes_only_as_a_part()
    {
        var transport = NewTransport(ClientOptions with { MaxMessageBytes = 4096 });
        var pipeline = Pipeline("endless", ("scan", VectorShiftValue.FromFile(RunContent.FromBytes(new byte[5000]), "a.bin")));

        if (format == VectorShiftBodyFormat.Multipart)
        {
            await transport.UseAsync(pipeline, new UseOptions(), default).Soon();
            Assert.That(Server.Runs, Has.Count.EqualTo(1));
            return;
        }
        var exception = await transport.UseAsync(pipeline, new UseOptions(), default).FailsWith<RunInvalidArgumentException>();
        Assert.That(exception.Message, Does.Contain("Multipart"));
        Assert.That(Server.ReceivedRequests, Is.Empty);
    }
}
