using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.RocketRide.Chat;
using RocketControl.Client.Transports.RocketRide.Events;

namespace RocketControl.Client.Tests.Integration.RocketRide;

[TestFixture]
internal sealed class ChatTests : EmulatorTests
{
    [Test]
    public async Task A_question_gets_an_answer()
    {
        var transport = NewTransport();
        var run = await Client.UseAsync(Pipelines.Chat()).Soon();

        var answer = await transport.ChatAsync(run, new Question("Wie groß ist es?")).Soon();

        Assert.That(answer.Text, Is.Not.Empty);
        Assert.That(answer.Result.ResultTypes.Values, Does.Contain("answers"));
    }

    [Test]
    public async Task Documents_are_sent_without_the_nulls_that_the_server_refuses()
    {
        var transport = NewTransport();
        var run = await Client.UseAsync(Pipelines.Chat()).Soon();
        var question = new Question("What?")
        {
            Role = "You are terse.",
            Instructions = [new QuestionInstruction("Style", "One line.")],
            Examples = [new QuestionExample("2+2", "4")],
            History = [new QuestionTurn("user", "hi")],
            Context = ["fact"],
            Goals = ["be right"],
            Documents = [new QuestionDocument("text"), new QuestionDocument("more", "object-1", 2)],
            Filter = new QuestionFilter { Limit = 10 },
        };

        var answer = await transport.ChatAsync(run, question).Soon();

        Assert.That(answer.Answers, Is.Not.Empty);
    }

    [Test]
    public async Task What_components_say_meanwhile_is_heard_from_the_beginning()
    {
        var transport = NewTransport();
        var run = await Client.UseAsync(Pipelines.Chat()).Soon();
        var heard = new List<SseEvent>();

        await transport.ChatAsync(run, new Question("What?"), heard.Add).Soon();

        Assert.That(heard, Is.Not.Empty);
        Assert.That(CountRequests("rrext_monitor"), Is.EqualTo(2), "subscribed and unsubscribed");
    }

    [Test]
    public async Task A_run_that_is_not_fed_by_a_chat_is_told_from_one_that_is()
    {
        var run = await StartRunAsync();

        var exception = await NewTransport().ChatAsync(run, new Question("What?")).FailsWith<RunInvalidArgumentException>();

        Assert.That(exception.ServerMessage, Does.Contain("chat"));
    }

    [Test]
    public async Task An_empty_question_is_not_sent()
    {
        await NewTransport().ChatAsync("tk_1", new Question("  ")).FailsWith<RunInvalidArgumentException>();
        await NewTransport().ChatAsync("tk_1", new Question("x") { Filter = new QuestionFilter { Limit = 0 } }).FailsWith<RunInvalidArgumentException>();

        Assert.That(Server.ReceivedRequests, Is.Empty);
    }
}
