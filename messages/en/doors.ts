import changeEmail from "./changeEmail.json";
import common from "./common.json";
import employeeLogin from "./employeeLogin.json";
import errors from "./errors.json";
import failure from "./failure.json";
import google from "./google.json";
import invite from "./invite.json";
import passwordReset from "./passwordReset.json";
import pin from "./pin.json";
import preferences from "./preferences.json";
import problems from "./problems.json";
import refused from "./refused.json";
import register from "./register.json";
import signIn from "./signIn.json";
import storeLogin from "./storeLogin.json";
import time from "./time.json";
import toast from "./toast.json";
import verifyEmail from "./verifyEmail.json";
import door from "./door.json";

/** What can be said before somebody has signed in. */
export default {
	changeEmail,
	common,
	door,
	employeeLogin,
	errors,
	failure,
	google,
	invite,
	passwordReset,
	pin,
	preferences,
	problems,
	refused,
	register,
	signIn,
	storeLogin,
	time,
	toast,
	verifyEmail,
};
